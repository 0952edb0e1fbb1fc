"""How any `cameo` command ends: exit code, sentence or JSON, no traceback for what was to be expected."""

import json
import sys
import types
from collections.abc import Callable

import click
import pytest

from adapters.terminal import main
from bot.errors import UnknownClip
from engine.contract.config import ConfigError
from engine.contract.messages import Refusal
from engine.errors import EngineRefusal

pytestmark = pytest.mark.unit

Install = Callable[[Callable[[], object]], None]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    """Put one command, `cameo try`, in the place of the table."""

    def put(body: Callable[[], object]) -> None:
        module = types.ModuleType("a_module_of_the_tests")

        @click.command("try")
        @click.option("--json", "as_json", is_flag=True)
        def command(*, as_json: bool) -> object:
            return body()

        module.COMMANDS = {"try": command}  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "a_module_of_the_tests", module)
        monkeypatch.setattr(main, "COMMANDS", {"try": ("a_module_of_the_tests", "Try it.")})

    return put


def raising(error: BaseException) -> Callable[[], object]:
    def body() -> object:
        raise error

    return body


ENGINE_SAID = EngineRefusal(
    Refusal(code="no_face", message="No face."), Refusal(code="silent", message="Silent.")
)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UnknownClip(), 2),
        (ENGINE_SAID, 2),
        (click.UsageError("Say which."), 2),
        (ConfigError("There is no file."), 1),
        (OSError("No space left."), 1),
        (ZeroDivisionError("division by zero"), 1),
        (KeyboardInterrupt(), 1),
    ],
)
def test_each_kind_of_ending_has_its_exit_code(install: Install, error: BaseException, code: int) -> None:
    install(raising(error))
    assert main.run(["try"]) == code


def test_a_commands_own_exit_code_is_kept(install: Install) -> None:
    install(lambda: 2)
    assert main.run(["try"]) == 2


@pytest.mark.parametrize(
    ("error", "codes"),
    [
        (UnknownClip(), ["unknown_clip"]),
        (ENGINE_SAID, ["no_face", "silent"]),
        (click.UsageError("Say which."), ["usage"]),
    ],
)
def test_refusals_stand_in_json_with_code_and_message(
    install: Install, capsys: pytest.CaptureFixture[str], error: Exception, codes: list[str]
) -> None:
    install(raising(error))
    main.run(["try", "--json"])
    said = json.loads(capsys.readouterr().out)
    assert [refusal["code"] for refusal in said["refusals"]] == codes
    assert all(refusal["message"] for refusal in said["refusals"])


def test_a_refusal_is_a_sentence_on_standard_error(
    install: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    install(raising(UnknownClip()))
    main.run(["try"])
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"{UnknownClip().message}\n")


def test_an_unexpected_error_is_one_sentence_that_names_debug(
    install: Install, capsys: pytest.CaptureFixture[str]
) -> None:
    install(raising(ZeroDivisionError("division by zero")))
    main.run(["try"])
    assert capsys.readouterr().err == (
        "Something unexpected broke: ZeroDivisionError: division by zero (--debug shows where.)\n"
    )


def test_debug_shows_where_it_broke(install: Install, capsys: pytest.CaptureFixture[str]) -> None:
    install(raising(ZeroDivisionError("division by zero")))
    main.run(["try", "--debug"])
    assert "Traceback" in capsys.readouterr().err


def test_an_error_in_json_stands_under_error(install: Install, capsys: pytest.CaptureFixture[str]) -> None:
    install(raising(ConfigError("There is no file.")))
    main.run(["try", "--json"])
    assert json.loads(capsys.readouterr().out) == {
        "error": {"code": "broken", "message": "There is no file."}
    }


@pytest.mark.parametrize("order", [["--config", "x.toml", "try"], ["try", "--config", "x.toml"]])
def test_config_may_stand_before_or_after_the_commands_name(
    install: Install, monkeypatch: pytest.MonkeyPatch, order: list[str]
) -> None:
    environment: dict[str, str] = {}
    monkeypatch.setattr("os.environ", environment)
    install(lambda: 0)
    assert main.run(order) == 0
    assert environment["CAMEO_CONFIG"].endswith("/x.toml")


def test_help_lists_every_command_and_imports_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(main, "import_module", lambda name: pytest.fail(f"{name} was imported"))
    assert main.run(["--help"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.split("Commands:\n")[1].splitlines()] == list(
        main.COMMANDS
    )
