namespace Browser.Tests.Support;

/// <summary>What a script can find wrong for those who do not see the page: names, labels, landmarks, headings.</summary>
internal static class PageFaults
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

    public static async Task<IReadOnlyList<string>> Of(IPage page) => await page.EvaluateAsync<string[]>(Faults);
}
