namespace Browser.Tests.Reading;

/// <summary>The basics that a script can check: names, labels, landmarks, headings.</summary>
public sealed class AccessibilityTests(House house) : BrowserTest(house)
{
    private const string Faults =
        """
        () => {
          const faults = [];
          const text = element => (element.innerText || element.textContent || '').trim();
          const named = element => text(element) || element.ariaLabel?.trim() || (element.getAttribute('aria-labelledby') || '').split(/\s+/).some(id => id && document.getElementById(id));
          const tell = (what, element) => faults.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
          const each = (selector, check) => document.querySelectorAll(selector).forEach(check);

          each('input:not([type=hidden]), select, textarea', field => {
            if (![...(field.labels ?? [])].some(label => text(label)) && !field.ariaLabel) tell('a field without a label', field);
          });
          each('[aria-describedby]', element => element.getAttribute('aria-describedby').split(/\s+/).forEach(id => {
            if (!document.getElementById(id)) tell(`described by ${id}, which is not there`, element);
          }));
          each('button, a, summary', element => { if (!named(element)) tell('nothing to read out', element); });
          each('img', image => { if (!image.hasAttribute('alt')) tell('an image without alt', image); });
          each('iframe', frame => { if (!frame.title) tell('a frame without a title', frame); });
          each('dialog, section, nav, aside', part => {
            if (part.matches('dialog, section[aria-label], section[aria-labelledby], nav, aside') && !named(part)) tell('a part without a name', part);
          });
          each('th', cell => { if (!cell.scope) tell('a table head without scope', cell); });
          each('table', table => { if (!table.caption && !named(table)) tell('a table without a caption', table); });
          each('label[for]', label => { if (!document.getElementById(label.htmlFor)) tell('a label of nothing', label); });

          const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
          [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))].forEach(id => faults.push(`the id ${id} twice`));
          if (document.querySelectorAll('main').length !== 1) faults.push('not one main');
          if (document.querySelectorAll('h1').length !== 1) faults.push(`${document.querySelectorAll('h1').length} first headings`);
          if (!document.documentElement.lang) faults.push('no language');
          if (!document.title.trim()) faults.push('no title');
          return faults;
        }
        """;

    [Fact]
    public async Task Every_page_has_names_labels_landmarks_and_one_first_heading()
    {
        var wrong = new List<string>();
        await OnEveryPage(Look.Usual, async (page, path) =>
            wrong.AddRange((await page.EvaluateAsync<string[]>(Faults)).Select(fault => $"{path}: {fault}")));
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_of_something_that_is_not_there_has_them_too()
    {
        var wrong = new List<string>();
        async Task Check(IPage page, string path) => wrong.AddRange((await page.EvaluateAsync<string[]>(Faults)).Select(fault => $"{path}: {fault}"));

        await OnPages(await Staff(), MainPages.NotFoundByStaff, Check);
        await OnPages(await Portal(await Given.Customer()), MainPages.NotFoundByCustomers, Check);
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_first_Tab_offers_to_skip_to_the_content()
    {
        var page = await Staff();
        await page.GotoAsync("/admin/subscriptions");

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator("main")).ToBeFocusedAsync();
    }
}
