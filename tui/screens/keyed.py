"""Every action of the triage screen by its name, and who does it: one call each, no more.

The names are those of the key table, `digest_reader.keys`. The groups that do the work are loaded with the first key
that needs them (`tui.doing`), but for what goes to other places and shows views, which the first frame has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.place import Place, PlaceKind
from tui.screens.framed import FramedScreen

if TYPE_CHECKING:
    from digest_reader.models import State
    from tui.answering import PromptKey
    from tui.body import Body
    from tui.doing import Doing
    from tui.going import Going
    from tui.keymap import Mode
    from tui.links import LinkKind
    from tui.pace import Pace
    from tui.viewing import Viewing


class KeyedScreen(FramedScreen):
    """Routes actions; what there is to route to is made by who inherits this.

    Attributes:
        going: Goes to other places.
        viewing: Shows the views.
        body: Has the divider, and the choices of an empty library.
        pace: How fast the person decides.
    """

    going: Going
    viewing: Viewing
    body: Body
    pace: Pace

    @property
    def does(self) -> Doing:
        """The groups of actions."""
        raise NotImplementedError

    @property
    def mode(self) -> Mode:
        """What the person is doing."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep keys that have no meaning here from doing anything."""
        return self.does.impossible(action) is None

    # Decide

    def action_decide(self, state: State) -> None:
        """Give the paper or the selection a state; in a reading list, skipping means removing."""
        self.does.stepping.decide(state)

    def action_save_to(self, number: int) -> None:
        """Save to the list with a number; in an empty library, choose what it offers."""
        if self.mode == "empty":
            self.choose_of_empty(number - 1)
        else:
            self.does.stepping.save_to(number)

    def action_skip_upward(self) -> None:
        """Skip every undecided paper from the cursor upward."""
        self.does.stepping.skip_upward()

    def action_choose_list(self) -> None:
        """Ask for a list and save to it; in a reading list, move there."""
        self.does.listkeeping.choose()

    def action_choose_until(self) -> None:
        """Ask until when, and put the paper or the selection off."""
        self.does.putting_off.choose()

    def action_undo(self) -> None:
        """Take back the last step."""
        self.does.stepping.undo()

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.does.stepping.redo()

    # Move

    def action_move(self, rows: int) -> None:
        """Move the cursor, or scroll what is being read."""
        self.does.moving.move(rows)

    def action_move_page(self, pages: float) -> None:
        """Move by pages."""
        self.does.moving.move_page(pages)

    def action_top(self) -> None:
        """Go to the first paper."""
        self.does.moving.top()

    def action_end(self) -> None:
        """Go to the last paper."""
        self.does.moving.end()

    def action_next_undecided(self) -> None:
        """Go to the next undecided paper."""
        self.does.moving.next_undecided()

    def action_previous_undecided(self) -> None:
        """Go to the previous undecided paper."""
        self.does.moving.previous_undecided()

    def action_page(self) -> None:
        """Page through the detail, then go to the next undecided paper."""
        self.does.moving.page()

    # Go to another place

    def action_split(self, offset: int) -> None:
        """Go to the next or previous split, or reading list."""
        self.going.split(offset)

    def action_go_to_split(self, number: int) -> None:
        """Go to a split by its place in the header."""
        self.going.to_split(number)

    def action_day(self, offset: int) -> None:
        """Go to an earlier or later day."""
        self.going.day(offset)

    def action_views(self) -> None:
        """Go to a view: beside the list where there is room, else in an overlay."""
        self.viewing.key()

    def action_choose_view(self) -> None:
        """Choose a view in an overlay."""
        self.viewing.choose()

    def action_go_to_view(self, kind: PlaceKind) -> None:
        """Go to the inbox, to what was missed, or to what was put off."""
        self.going.to(Place(kind))

    def action_lists(self) -> None:
        """Open the reading lists, or go back to the day."""
        self.going.lists()

    def action_go_to_list(self, number: int) -> None:
        """Open a reading list by its number; the number after the last is that of the papers put off."""
        self.going.to_list(number)

    # Select

    def action_range(self) -> None:
        """Begin or end a range."""
        self.does.selecting.toggle_range()

    def action_extend(self, rows: int) -> None:
        """Extend the range."""
        self.does.selecting.extend(rows)

    def action_mark(self) -> None:
        """Mark the paper and go on."""
        self.does.selecting.mark()

    def action_select_all(self) -> None:
        """Select all undecided papers shown, at the second press all shown; the next decision decides them all."""
        self.does.selecting.select_all()

    # Look

    def action_read(self) -> None:
        """Read the paper: give the detail the focus, or the whole body where there is no room for both."""
        if self.mode == "empty":
            self.choose_of_empty(self.body.choice)
        else:
            self.does.looking.read()

    def action_back(self) -> None:
        """Go back one level: reading, range, filter, two languages or zoom that hide the list, reading list."""
        self.does.looking.back()

    def action_next_language(self) -> None:
        """Read in the next language."""
        self.does.looking.next_language()

    def action_language(self, lang: str) -> None:
        """Read in a language."""
        self.does.looking.language(lang)

    def action_two_languages(self) -> None:
        """Two languages side by side, or one."""
        self.does.looking.two_languages()

    def action_tex(self) -> None:
        """TeX as written or as Unicode."""
        self.does.looking.tex()

    def action_sort(self) -> None:
        """Show the day, or the list, in another order."""
        self.does.looking.sort()

    def action_zoom(self) -> None:
        """Split view, list only, detail only."""
        self.does.looking.zoom()

    def action_resize_list(self, steps: int) -> None:
        """Make the list larger or smaller."""
        self.does.looking.resize_list(steps)

    def action_usual_sizes(self) -> None:
        """Put the divider back to where it stands by itself."""
        self.body.usual()

    # Find

    def action_filter(self) -> None:
        """Type a filter in the header."""
        self.does.answering.ask_filter()

    def action_prompt(self, what: PromptKey) -> None:
        """Do what a key of the prompt does, for the mouse."""
        self.does.answering.press(what)

    def action_widen_filter(self) -> None:
        """Seek the filter's plain words in abstracts and notes too, or no longer."""
        self.does.answering.widen()

    def action_filters(self) -> None:
        """Show the saved filters."""
        self.viewing.filters()

    # Reading lists

    def action_create_list(self) -> None:
        """Make a new reading list and open it."""
        self.does.listkeeping.create()

    def action_rename_list(self) -> None:
        """Rename the list that is open."""
        self.does.listkeeping.rename()

    def action_remove_from_list(self) -> None:
        """Take the paper, or the selection, out of the list that is open."""
        self.does.stepping.remove_from_list()

    def action_delete_list(self) -> None:
        """Delete the list that is open; undo brings it back."""
        self.does.listkeeping.delete()

    def action_move_in_list(self, offset: int) -> None:
        """Move the paper up or down in the list that is open."""
        self.does.listkeeping.move_paper(offset)

    def action_move_list(self, offset: int) -> None:
        """Move the list that is open among the lists, which changes its number."""
        self.does.listkeeping.move_list(offset)

    # The paper

    def action_open(self, kind: LinkKind) -> None:
        """Open the abstract page or the PDF; where there is no browser, copy the address."""
        self.does.pages.open(kind)

    def action_copy_link(self) -> None:
        """Copy the address of the abstract page."""
        self.does.pages.copy_link()

    def action_note(self) -> None:
        """Write the paper's note."""
        self.does.notekeeping.write()

    def action_why(self) -> None:
        """Say why the paper is here, and what was decided on it."""
        self.does.explaining.why()

    def action_copy_bibtex(self) -> None:
        """Copy the BibTeX of the paper or the selection."""
        self.does.pages.copy_bibtex()

    def action_export(self) -> None:
        """Ask for a file and write what is selected or shown to it, in the format that its name tells."""
        self.does.pages.export()

    # Digests in

    def action_import_file(self) -> None:
        """Ask for a file or folder and import it."""
        self.does.digests.import_file()

    def action_fetch(self) -> None:
        """Ask what to fetch from arXiv."""
        self.does.digests.fetch(self.reader.config_file)

    def action_refresh(self) -> None:
        """Read library and lists again, and fetch what the settings subscribe to."""
        self.does.digests.refresh(self.reader.config_file)

    def choose_of_empty(self, number: int) -> None:
        """Do what an empty library offers, by its number from 0."""
        self.does.digests.choose(number, self.reader.config_file)

    # The reader

    def action_statistics(self) -> None:
        """Show how many papers came, were kept, and how fast."""
        self.viewing.statistics(self.pace)

    def action_help(self) -> None:
        """Show every key, those that mean nothing here faintly."""
        self.does.explaining.keys(self.mode, lambda action: self.does.reason_against(action) is None)

    def action_palette(self) -> None:
        """Every action by name, a paper by id, a row by number."""
        self.reader.action_command_palette()

    def action_redraw(self) -> None:
        """Draw the whole screen anew."""
        self.reader.redraw()

    def action_suspend(self) -> None:
        """Go to the shell; everything is on disk already."""
        self.reader.suspend_to_shell()

    def action_quit(self) -> None:
        """Leave; everything is on disk already."""
        self.reader.leave()
