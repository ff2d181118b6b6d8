namespace Browser.Tests.Support;

/// <summary>What we ask of a page beside axe's rules, for those who do not see it.</summary>
internal static class PageFaults
{
    private const string Faults =
        """
        () => {
          const faults = [];
          const tell = (what, element) => faults.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
          const each = (selector, check) => document.querySelectorAll(selector).forEach(check);

          for (const reference of ['aria-describedby', 'aria-labelledby', 'for', 'commandfor', 'popovertarget', 'form', 'list']) {
            each(`[${reference}]`, element => element.getAttribute(reference).split(/\s+/).forEach(id => {
              if (!document.getElementById(id)) tell(`${reference} ${id}, which is not there`, element);
            }));
          }
          each('th', cell => { if (!cell.scope) tell('a table head without scope', cell); });
          each('table:not([role=presentation])', table => { if (!table.caption?.textContent.trim()) tell('a table without a caption', table); });

          const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
          [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))].forEach(id => faults.push(`the id ${id} twice`));
          const firstHeadings = document.querySelectorAll('h1').length;
          if (firstHeadings > 1) faults.push(`${firstHeadings} first headings`);
          return faults;
        }
        """;

    public static async Task<IReadOnlyList<string>> Of(IPage page) => await page.EvaluateAsync<string[]>(Faults);
}
