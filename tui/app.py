"""The application: themes, the second wall against text that would speak to the terminal, the way in and out."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

from rich.console import RenderableType
from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.actions import ActionParseResult
from textual.app import App
from textual.await_complete import AwaitComplete
from textual.command import Provider
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.message import Message
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES, Theme
from textual.timer import Timer
from textual.worker import WorkerFailed

from digest_reader import i18n, paths
from digest_reader.config import Config, read
from digest_reader.config.settings import DEFAULT_THEME
from digest_reader.errors import ConfigError, DigestReaderError
from digest_reader.i18n import _
from digest_reader.keymap import Keymap
from digest_reader.library import Library
from tui.glyphs import ASCII, UNICODE, Glyphs
from tui.ink import Palette, derived_variables
from tui.keymap import shown, use
from tui.painting import Painter
from tui.picture import PictureKeeper
from tui.screens.triage import TriageScreen
from tui.settings import Settings
from tui.taking_over import driver_class
from tui.user_style import user_style
from tui.wall import ControlCharacters
from tui.widgets.prompt import PromptInput

_PROBLEM_SECONDS = 30.0
"""How long it is said that something is wrong with the settings, unless something else is said."""
_PICTURE_SECONDS = 15.0
"""How often a screen at rest is kept as the picture for the next start, if no key came since the look before."""
_TERMINAL_SECONDS = 2.0
"""How often it is looked whether there is a terminal still: reading keys from one that is gone never ends."""
_HELD_SECONDS = 1.0
"""How long keys wait at most for a prompt to be left, or an overlay to come or go."""


class KeysReleased(Message):
    """Keys that were held may go on."""


class KeySettled(Message):
    """Follows a key to where it went, and back up: when it is here, all that the key does is done."""

    def __init__(self, screen: Screen[object]) -> None:
        super().__init__()
        self.screen = screen
        """The screen that had the key."""


# What the palette offers is loaded with it.
def _reader_commands() -> type[Provider]:
    from tui.commands import ReaderCommands

    return ReaderCommands


def _paper_commands() -> type[Provider]:
    from tui.commands import PaperCommands

    return PaperCommands


def _view_commands() -> type[Provider]:
    from tui.commands import ViewCommands

    return ViewCommands


class ReaderApp(App[None]):
    """The reader on one library.

    Attributes:
        glyphs: Which characters to draw with.
        palette: The colours of the theme in use.
        config_file: The file of the person's settings.
        config: What that file said at start.
        failure: Why the reader could not go on; None while it does, and when the person left.
        style: The person's own style sheet, None without one.
    """

    CSS_PATH = "app.tcss"
    TITLE = "digest-reader"
    COMMANDS = {_reader_commands, _paper_commands, _view_commands}  # noqa: RUF012 - Textual's own declaration
    ENABLE_COMMAND_PALETTE = False  # its key is the screen's: over an overlay or a prompt it means something else
    BINDINGS = []  # noqa: RUF012 - quitting and the palette are the screen's keys

    def __init__(
        self,
        library: Library,
        *,
        ascii_only: bool = False,
        is_sample: bool = False,
        config_file: Path | None = None,
        config: Config | None = None,
        pictures: PictureKeeper | None = None,
    ) -> None:
        self._wall = ControlCharacters()
        recalled = Settings.recalled(library.recall("settings"), config)
        chosen = recalled.theme or (config or Config()).theme
        # Before Textual begins with one of its own: a change of theme makes it read every style sheet once more.
        self.set_reactive(App.theme, chosen if chosen in BUILTIN_THEMES else DEFAULT_THEME)
        super().__init__(driver_class=driver_class())
        self.set_class(True, f"-theme-{self.theme}", update=False)
        self._library = library
        self._is_sample = is_sample
        self.config_file = config_file or paths.config_file()
        self.config = config or Config()
        self._is_configured = config is not None
        use(Keymap(self.config.keys))
        self._pictures = pictures
        self._painter = Painter()
        self.failure: DigestReaderError | None = None
        self.style: Path | None = None
        self._opening, self._is_opening, self._is_complete = ExitStack(), True, False
        self._keys_taken = 0
        self._keys_at_look = self._keys_at_picture = -1
        # Keys that are typed before the screen is complete wait for it.
        self._held_keys: list[events.Key] | None = []
        self._awaiting: Callable[[], None] | None = None
        self._held_timer: Timer | None = None
        self._sample: tuple[Library, tempfile.TemporaryDirectory[str]] | None = None
        self.glyphs: Glyphs = ASCII if ascii_only else UNICODE
        self.palette = Palette(self.theme_variables | derived_variables(self.theme_variables))
        wrong, before = self.config, i18n.in_use()
        if recalled.interface is not None and i18n.use(recalled.interface) != before:
            # What is wrong with the settings was told in the language that they or the locale ask for.
            wrong = read(self.config_file, fetch=False) if wrong.problems or wrong.warnings else wrong
        if self.config.reduced_motion:
            self.animation_level = "none"
        self._problems = [f"{each.message} {each.hint}" for each in wrong.problems] + [*wrong.warnings]
        self._take_user_style()

    # Settings

    def _take_user_style(self) -> None:
        """Let the person's style sheet go behind the reader's own."""
        try:
            style = user_style(self.config_file.parent)
        except ConfigError as error:
            self._problems.append(f"{error.message} {error.hint}")
        else:
            self.style = style
            self.css_path = [*self.css_path, *([style] if style is not None else [])]

    def _look_at_fetching(self) -> None:
        """Read what is to be fetched, which could wait until the first frame was there, for what is wrong with it."""
        wrong = [each for each in read(self.config_file).problems if each.table == "fetch"]
        if wrong:
            self._problems += [f"{each.message} {each.hint}" for each in wrong]
            self.call_from_thread(self._tell_problems)

    def _tell_problems(self) -> None:
        """Say what is wrong with the settings, on the screen that opens; the rest of them holds."""
        if self._problems and isinstance(self.screen, TriageScreen):
            first = self._problems[0].replace(f"{self.config_file.parent}{os.sep}", "")
            more = len(self._problems) - 1
            others = _("; {n} more: digest-reader doctor").format(n=more) if more else ""
            self.screen.drawing.say(first + others, seconds=_PROBLEM_SECONDS)

    def choose_theme(self, name: str) -> None:
        """Wear a theme from now on, in the next session too."""
        self.theme = name
        for screen in self.screen_stack:
            if isinstance(screen, TriageScreen):
                screen.remember_theme(name)

    def choose_interface(self, language: str) -> None:
        """Speak a language from now on, in the next session too."""
        i18n.use(language)
        for screen in self.screen_stack:
            if isinstance(screen, TriageScreen):
                screen.remember_interface(language)

    # Colours

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give every theme the reader's own variables, derived from its colours."""
        theme: Theme = self.current_theme
        return derived_variables(theme.to_color_system().generate() | theme.variables)

    def get_css_variables(self) -> dict[str, str]:
        """Make the palette anew whenever the theme's variables are made."""
        variables = super().get_css_variables()
        self.palette = Palette(variables)
        return variables

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Let nothing pass that the terminal would obey."""
        return [self._wall, *super().get_line_filters()]

    # Painting

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Write of a frame what the terminal does not show yet."""
        if isinstance(renderable, LayoutUpdate | ChopsUpdate):
            super()._display(screen, self._painter.frame(renderable))
        else:
            super()._display(screen, renderable)

    @property
    def terminal_is_behind(self) -> bool:
        """Whether the terminal has not taken the last frame yet, as on a slow line."""
        writer = getattr(self._driver, "_writer_thread", None)
        return writer is not None and not writer._queue.empty()

    @property
    def keys_taken(self) -> int:
        """How many keys were pressed since the start."""
        return self._keys_taken

    @property
    def has_more_to_take(self) -> bool:
        """Whether keys wait that came behind the one that was taken last."""
        return self._message_queue.qsize() > 0

    def redraw(self) -> None:
        """Draw the whole screen anew, whatever another program has written over it."""
        self._painter.forget()
        self.screen.refresh()

    # Keys

    async def on_event(self, event: events.Event) -> None:
        """Take keys one after the other, so that what is typed ahead means what it would have meant typed slowly."""
        if isinstance(event, events.Resize):
            # Terminals move and cut what they show, and may be back at the old size before anything is drawn.
            self._painter.forget()
        self._keys_taken += isinstance(event, events.Key)
        if isinstance(event, events.MouseEvent) and not self._is_complete:
            return
        if isinstance(event, events.Key) and not event.is_forwarded and self.screen_stack:
            await self._take_key(event)
        else:
            await super().on_event(event)

    async def _take_key(self, event: events.Key) -> None:
        # Textual hands a key to the widget in focus and looks for its binding when it comes back: of several keys in
        # one read all would go to the widget that has the focus now. Here a binding is done before the next key is
        # looked at; and after a key that ends a prompt, those behind it wait until the prompt has been left.
        # In an overlay a key is followed to its end, and those behind it wait for that: it may be the last one there.
        if self._awaiting is not None and event.key == "escape":
            self._held_keys = []
            self._awaiting()
        elif self._held_keys is not None:
            self._held_keys.append(event)
        elif not isinstance(self.screen, TriageScreen):
            target = self.focused or self.screen
            self._hold_keys()
            await super().on_event(event)
            target.post_message(KeySettled(self.screen))
        elif isinstance(self.focused, PromptInput):
            if event.key in PromptInput.ENDING_KEYS:
                self._hold_keys()
            await super().on_event(event)
        elif not await self._check_bindings(event.key):
            await super().on_event(event)
        elif self.screen_stack and not isinstance(self.screen, TriageScreen):
            self._hold_keys()
            self.screen.call_after_refresh(self.release_keys)

    def _hold_keys(self) -> None:
        self._held_keys = []
        self._held_timer = self.set_timer(_HELD_SECONDS, self.release_keys)

    def pop_screen(self) -> AwaitComplete:
        """Leave an overlay; keys typed behind the one that closed it wait until the screen below has its answer."""
        popped = super().pop_screen()
        if self._held_keys is not None:
            self.screen.post_message(KeySettled(self.screen))
        return popped

    def on_key_settled(self, message: KeySettled) -> None:
        """Let the next key go on; where the key closed an overlay, when the screen below has got the answer."""
        if message.screen is self.screen:
            self.release_keys()

    def hold_keys(self, give_up: Callable[[], None]) -> None:
        """Let keys wait for what they are for, until `papers_came`; Esc does not wait.

        Args:
            give_up: What Esc does meanwhile.
        """
        self._awaiting = give_up
        if self._held_keys is None:
            self._held_keys = []

    def papers_came(self) -> None:
        """Let the keys go on that waited for papers."""
        self._awaiting = None
        self.release_keys()

    def release_keys(self) -> None:
        """Let the keys go on that were typed behind the end of a prompt or into an overlay."""
        if self._awaiting is not None:
            return
        if self._held_timer is not None:
            self._held_timer.stop()
            self._held_timer = None
        self.post_message(KeysReleased())

    async def on_keys_released(self) -> None:
        """Take the keys that had to wait, before any that came later."""
        held, self._held_keys = self._held_keys or [], None
        for event in held:
            await self.on_event(event)

    # In and out

    def get_default_screen(self) -> Screen[None]:
        """Return the screen that everything else is shown over; an empty one below it would be drawn along with it."""
        return TriageScreen(self._library, is_sample=self._is_sample, config=self.config)

    def on_mount(self) -> None:
        """Hold the first frame back until it is whole; leave in good order when the terminal goes away."""
        # The screen is laid out once before it knows its sizes: that is not worth drawing, nor seeing.
        self._opening.enter_context(self.batch_update())
        self.call_after_refresh(self._tell_problems)
        self.app_resume_signal.subscribe(self, lambda _app: self.redraw())
        self.set_interval(_PICTURE_SECONDS, self._keep_picture)
        self.set_interval(_TERMINAL_SECONDS, self._leave_without_terminal)
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and not self.is_headless:
                with suppress(NotImplementedError, RuntimeError):
                    asyncio.get_running_loop().add_signal_handler(number, self.leave)

    @property
    def is_opening(self) -> bool:
        """Whether the first frame has not been shown."""
        return self._is_opening

    def opened(self) -> None:
        """Show the first frame, which has been drawn."""
        self._is_opening = False
        self._opening.close()
        if self._is_configured:
            # Not before: what works beside the screen takes its time from the first frame.
            self.call_after_refresh(self.run_worker, self._look_at_fetching, thread=True)
        if not gc.isenabled():
            self.call_after_refresh(self._settle)

    def complete(self) -> None:
        """Let keys and mouse reach the screen, which has all its parts."""
        self._is_complete = True
        self.release_keys()

    def _settle(self) -> None:
        """Look for garbage from now on, but not among all that was loaded."""
        gc.freeze()
        gc.enable()

    def leave(self) -> None:
        """Write down where the person was, and give the terminal back."""
        # No first frame has one.
        from tui.screens.overlay import Overlay

        for screen in reversed(self.screen_stack):
            if isinstance(screen, Overlay):
                screen.keep()
            elif isinstance(screen, TriageScreen):
                screen.remember()
        if isinstance(self.screen, TriageScreen):
            self.screen.drawing.hush()
        self._draw_picture()
        self.exit(return_code=0)

    def _leave_without_terminal(self) -> None:
        if getattr(self._driver, "terminal_is_gone", False):
            self.leave()

    def suspend_to_shell(self) -> None:
        """Give the terminal to the shell until the person continues this job; where they were is written down."""
        for screen in self.screen_stack:
            if isinstance(screen, TriageScreen):
                screen.remember()
        self.action_suspend_process()

    def _draw_picture(self) -> None:
        """Draw what the next start shows first, if this is a screen that it comes back to."""
        if self._pictures is not None and self._sample is None and isinstance(self.screen, TriageScreen):
            self._pictures.draw(self)

    def _keep_picture(self) -> None:
        """Keep a picture of the screen at rest, in case that the session does not end in good order."""
        if self._pictures is not None and self._keys_at_picture != self._keys_taken == self._keys_at_look:
            self._keys_at_picture = self._keys_taken
            self._draw_picture()
            self._pictures.keep()
        self._keys_at_look = self._keys_taken

    async def action_quit(self) -> None:
        """Leave by ctrl+q as by q."""
        self.leave()

    def action_command_palette(self) -> None:
        """Show every action by name."""
        if isinstance(self.screen, TriageScreen):
            from tui.commands import ReaderPalette

            self.push_screen(ReaderPalette())

    def action_help_quit(self) -> None:
        """Say how to leave when somebody presses ctrl+c, in the status line as everything else."""
        if isinstance(self.screen, TriageScreen):
            self.screen.drawing.say(_("{key} quits; everything is saved already").format(key=shown("quit") or "ctrl+q"))

    def open_sample(self) -> None:
        """Read the sample library in place of the person's own, which stays as it is."""
        # Reading digests loads all parsers.
        from digest_reader.sample import sample_library

        folder = tempfile.TemporaryDirectory(prefix="digest-reader-")
        library = Library(*sample_library(Path(folder.name)))
        self._sample = library, folder
        # Over the empty one: Textual cannot switch from the screen that it began with.
        self.push_screen(TriageScreen(library, is_sample=True, config=self.config))

    # What goes wrong as may be expected: a disk, a damaged file, another process

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key or a click means; where that fails, nothing was changed: it is said, and the reader goes on."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except DigestReaderError as error:
            self._tell_failure(error)
            return True

    def _tell_failure(self, error: DigestReaderError) -> None:
        if isinstance(self.screen, TriageScreen):
            self.papers_came()
            self.screen.drawing.say(
                " ".join(part for part in (error.message, error.hint) if part), seconds=_PROBLEM_SECONDS
            )

    def _handle_exception(self, error: Exception) -> None:
        beside_screen = isinstance(error, WorkerFailed)
        cause = error.error if isinstance(error, WorkerFailed) else error
        if not isinstance(cause, DigestReaderError):
            super()._handle_exception(error)
        elif beside_screen:
            self._tell_failure(cause)
        elif self.failure is None:
            # What is on the screen cannot be drawn, or no longer be followed: better to leave and say why.
            self.failure = cause
            self.exit(return_code=1)

    def on_unmount(self) -> None:
        """Wait for no search, and forget the sample library."""
        self._library.stop_searching()
        if self._sample is not None:
            library, folder = self._sample
            library.close()
            folder.cleanup()
            self._sample = None


def run(library_file: Path, lists_folder: Path, ascii_only: bool, demo: bool, config: Config | None = None) -> int:
    """Open a library on the screen and return the exit code when the person leaves.

    Args:
        library_file: The library, made when absent.
        lists_folder: Where its reading lists are.
        ascii_only: Whether to draw with ASCII alone; content stays as it is.
        demo: Whether this is the sample library, into which nothing is imported.
        config: What the settings file says.

    Raises:
        LibraryError: The library cannot be opened, or no longer be read.
        ConfigError: The screen could not go on, and may have been asked too much by the person's style sheet.
    """
    library = Library(library_file, lists_folder)
    if config is not None:
        library.ask_new_versions, library.inbox_days = config.ask_new_versions, config.inbox_days
    pictures = None if demo else PictureKeeper(library_file, lists_folder, config is None or config.start_picture)
    app = ReaderApp(
        library,
        ascii_only=ascii_only,
        is_sample=demo,
        config_file=paths.config_file(lists_folder.parent),
        config=config,
        pictures=pictures,
    )
    try:
        app.run()
    finally:
        library.close()
    if app.failure is not None:
        raise app.failure
    if app.return_code and app.style is not None:
        # Only what is drawn shows that a style sheet asks for too much, and what that leads to may be anything.
        raise ConfigError(
            _("The screen could not go on, and your style sheet is in use: {file}.").format(file=app.style),
            _("If it goes on without it, the style sheet asks for what cannot be; else please report the lines above."),
        )
    if pictures is not None:
        pictures.keep()
    return app.return_code or 0
