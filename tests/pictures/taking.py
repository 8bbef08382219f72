"""All pictures, one after the other: of the real desk, of one that is loading, and of the windows before a desk."""

from collections.abc import Collection
from pathlib import Path

from desktop.sandbox import Options
from tests.pictures.account_scenes import ACCOUNTS, HARD_TIMES
from tests.pictures.camera import Camera, turn
from tests.pictures.key_windows import key_pages
from tests.pictures.menu_scenes import MENUS
from tests.pictures.new_scenes import NEW
from tests.pictures.outbox_scenes import HARD_SCENES
from tests.pictures.question_scenes import QUESTIONS
from tests.pictures.real_desk import NOW, RealDesk, real_desk
from tests.pictures.real_scenes import SCENES
from tests.pictures.stage import close_over, prepare
from tests.pictures.vendor_scenes import VENDOR

WORLD = Options(orders=2000, stock=600, seed=7, now=NOW, pace=None)
SMALL = ((640, 480),)
"""The least size of the windows before a desk: they look the same at any other, with more room around."""


ALL = {**SCENES, **VENDOR, **MENUS, **QUESTIONS, **ACCOUNTS, **HARD_SCENES, **HARD_TIMES}
"""In this order: what the later ones leave in the outbox and at the platform stays there."""


async def take_all(camera: Camera, data: Path, wanted: Collection[str]) -> None:
    """Take the wanted pictures, or all of them where none is named."""
    names = wanted or {*ALL, *NEW, *key_pages(camera.theme)}
    await take_keys(camera, names)
    if new := [name for name in NEW if name in names]:
        await take_new(camera, _folder(data, "new"), new)
    if chosen := [name for name in ALL if name in names]:
        await take_real(camera, _folder(data, "full"), chosen)


async def take_new(camera: Camera, data: Path, names: Collection[str]) -> None:
    """Pictures of a desk without accounts, and of one whose accounts are still loading."""
    async with real_desk(data, camera.theme, WORLD) as real:
        _begin(real)
        for name in names:
            await NEW[name](real)
            await real.settle()
            await camera.shoot(name, real.window, real.settle)
            close_over(real.window)


async def take_real(camera: Camera, data: Path, names: Collection[str]) -> None:
    """Pictures of a desk that has everything."""
    async with real_desk(data, camera.theme, WORLD) as real:
        _begin(real)
        stage = await prepare(real)
        for name in names:
            await ALL[name](stage)
            await stage.settle()
            await camera.shoot(name, real.window, stage.settle, dressed=stage.opens_again)
            await stage.clear()


def _folder(data: Path, name: str) -> Path:
    made = data / name
    made.mkdir()
    return made


def _begin(real: RealDesk) -> None:
    real.window.show()
    real.window.activateWindow()
    real.window.begin()


async def take_keys(camera: Camera, names: Collection[str]) -> None:
    """Pictures of the windows before a desk is open."""
    for name, page in key_pages(camera.theme).items():
        if name in names:
            page.show()
            page.activateWindow()
            await camera.shoot(name, page, turn, SMALL)
            page.hide()
        page.deleteLater()
