"""The claim on a data folder: one holder at a time, and only where something can be written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.errors import Locked
from desktop.store.claim import Claim


def test_a_second_claim_on_a_folder_is_refused_until_the_first_is_released(tmp_path: Path) -> None:
    first = Claim(tmp_path)
    with pytest.raises(Locked, match="another window"):
        Claim(tmp_path)
    first.release()
    Claim(tmp_path).release()


def test_a_claim_ends_with_its_process(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib; from desktop.store.claim import Claim\n"
        "claim = Claim(pathlib.Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Locked, match="another window"):
            Claim(tmp_path)
        holder.kill()
    Claim(tmp_path).release()


@pytest.mark.skipif(sys.platform == "win32", reason="folders have no such permissions there")
def test_a_folder_that_can_only_be_read_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    is_root = os.geteuid() == 0
    try:
        if is_root:
            os.seteuid(65534)  # permissions do not bind the first user
        with pytest.raises(Locked, match="data folder") as refused:
            Claim(tmp_path)
    finally:
        if is_root:
            os.seteuid(0)
        tmp_path.chmod(0o755)
    assert "--data" in refused.value.hint
