"""A whole folder is chosen, and goes with where its files lie."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect

from tests.browser.conftest import NewVisitor
from tests.browser.pages import bare_shop
from tests.browser.visitor import Visitor

pytestmark = pytest.mark.browser

FILES = {
    "modules/shop/main.tf": 'resource "aws_db_instance" "orders" {}',
    "environments/live/main.tf": 'module "shop" { source = "../../modules/shop" }',
    "environments/test/main.tf": 'module "shop" { source = "../../modules/shop" }',
    "README.md": "# Shop",
    "node_modules/left-pad/package.json": "{}",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "infra" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "infra"


def test_a_folder_is_read_with_its_modules(visitor: Visitor, folder: Path) -> None:
    shop = bare_shop()
    visitor.open_link(shop.edit_secret)
    visitor.go(visitor.address(shop, "files-read"))

    visitor.page.get_by_label("Or a whole folder").set_input_files(folder)

    said = visitor.page.locator("[data-folder-said]")
    expect(said).to_have_text("Files to read: 3. Left out by their names: 2.")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name="Read them").click()
    shown = visitor.page.get_by_role("main")
    expect(shown).to_contain_text("infra/environments/live")
    expect(shown).to_contain_text("infra/environments/test")


def test_a_folder_with_too_many_files_is_not_sent(visitor: Visitor, folder: Path) -> None:
    shop = bare_shop()
    visitor.open_link(shop.edit_secret)
    for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FILES + 1):
        (folder / f"{number}.json").write_text("{}")
    visitor.go(visitor.address(shop, "files-read"))

    control = visitor.page.get_by_label("Or a whole folder")
    control.set_input_files(folder)

    expect(visitor.page.locator("[data-folder-said]")).to_contain_text("500 can be read at once")
    assert control.evaluate("each => each.files.length") == 0


def test_without_javascript_there_is_no_folder_to_choose(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(java_script_enabled=False)
    shop = bare_shop()
    visitor.open_link(shop.edit_secret)
    visitor.go(visitor.address(shop, "files-read"))

    expect(visitor.page.get_by_label("Files", exact=False).first).to_be_visible()
    expect(visitor.page.get_by_text("Or a whole folder")).to_be_hidden()
