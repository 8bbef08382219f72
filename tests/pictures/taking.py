"""All pictures, one after the other: of the real desk, of the made-up one, and of the windows before a desk."""

from collections.abc import Collection
from pathlib import Path

from desktop.sandbox import Options
from tests.pictures.camera import Camera, turn
from tests.pictures.made_scenes import DESKS, key_pages, made_window
from tests.pictures.real_desk import NOW, real_desk
from tests.pictures.real_scenes import SCENES, prepare

WORLD = Options(orders=2000, stock=600, seed=7, now=NOW, pace=None)
SMALL = ((640, 480),)
"""The least size of the windows before a desk: they look the same at any other, with more room around."""


async def take_all(camera: Camera, data: Path, wanted: Collection[str]) -> None:
    """Take the wanted pictures, or all of them where none is named."""
    names = wanted or {*SCENES, *DESKS, *key_pages(camera.theme)}
    await take_made(camera, names)
    await take_keys(camera, names)
    if scenes := [name for name in SCENES if name in names]:
        await take_real(camera, data, scenes)


async def take_real(camera: Camera, data: Path, names: Collection[str]) -> None:
    """Pictures of a real desk on the sandbox."""
    async with real_desk(data, camera.theme, WORLD) as real:
        real.window.show()
        real.window.activateWindow()
        real.window.begin()
        stage = await prepare(real)
        for name in names:
            await SCENES[name](stage)
            await real.settle()
            await camera.shoot(name, real.window, real.settle)
            await stage.clear()


async def take_made(camera: Camera, names: Collection[str]) -> None:
    """Pictures of a made-up desk."""
    for name in [name for name in DESKS if name in names]:
        make, page = DESKS[name]
        async with made_window(make(), camera.theme, page) as window:
            await camera.shoot(name, window, window.tasks.idle)


async def take_keys(camera: Camera, names: Collection[str]) -> None:
    """Pictures of the windows before a desk is open."""
    for name, page in key_pages(camera.theme).items():
        if name in names:
            page.show()
            page.activateWindow()
            await camera.shoot(name, page, turn, SMALL)
            page.hide()
        page.deleteLater()
