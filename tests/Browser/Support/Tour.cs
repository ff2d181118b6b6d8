namespace Browser.Tests.Support;

/// <summary>A look at one page of each kind: signed out, as staff, as a customer. Made once for all tests that ask how pages are.</summary>
internal static class Tour
{
    // Each text by itself, so that neighbours do not run together. Names of the machine's own, such as an event's, are marked as not to be translated.
    private const string TextsOf =
        """
        const textsOf = root => {
          const texts = [];
          const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) if (!walk.currentNode.parentElement.closest('[translate=no]')) texts.push(walk.currentNode.data.trim());
          return texts.filter(text => text);
        };
        """;

    // With the attributes that are read out or shown.
    private const string All =
        "() => {" + TextsOf +
        """
          const own = [...document.querySelectorAll('[translate=no]')].map(element => element.textContent.trim());
          const words = [own.reduce((title, name) => title.replace(name, ''), document.title), ...textsOf(document.body)];
          for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]')) {
            words.push(element.ariaLabel, element.getAttribute('placeholder'), element.title);
          }
          return words.filter(text => text).join('\n');
        }
        """;

    // Codes, addresses, names of languages and what was written into the chatter keep the digits and letters that they have.
    private const string InThePagesLanguage =
        "() => {" + TextsOf +
        """
          const copy = document.body.cloneNode(true);
          copy.querySelectorAll('bdi:not(time bdi, .amount bdi), [dir=ltr], [hreflang], option, .chatter-text').forEach(each => each.remove());
          return textsOf(copy).join('\n');
        }
        """;

    // What does not stand whole on the screen: beyond its edge, cut off by what it is in, or wider than its own place. Charts may be scrolled; what only is read out has no place.
    private const string CutOff =
        """
        () => {
          const cut = [];
          const tell = (what, element) => cut.push(`${what} at ${innerWidth}: ${element.tagName.toLowerCase()} "${element.textContent.trim().slice(0, 40)}"`);
          if (document.documentElement.scrollWidth > innerWidth) tell('page too wide', document.querySelector('h1') ?? document.body);
          for (const part of document.querySelectorAll('td, th, dt, dd, li, h1, h2, .button, .tag, input:not([type=hidden]), select, textarea, summary')) {
            const place = part.getBoundingClientRect();
            if (place.width === 0 || part.closest('.visually-hidden, details:not([open]) > :not(summary)') || getComputedStyle(part.closest('thead') ?? part).clipPath !== 'none') continue;
            if (place.left < -1 || place.right > innerWidth + 1) { tell('off the screen', part); continue; }
            if (part.matches('td, th, dd, li, .button') && part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== 'inline') tell('wider than its place', part);
            for (let around = part.parentElement; around && around !== document.body; around = around.parentElement) {
              const edge = around.getBoundingClientRect();
              if (getComputedStyle(around).overflowX !== 'visible' && (place.left < edge.left - 1 || place.right > edge.right + 1)) { tell('cut off', part); break; }
            }
          }
          return cut;
        }
        """;

    /// <exception cref="ShouldAssertException">Something in a window went wrong on the way.</exception>
    public static async Task<IReadOnlyList<PageFacts>> Make(House house, Look look)
    {
        var pages = await house.MainPages();
        var seen = new List<PageFacts>();
        seen.AddRange(await See(await house.VisitOfStranger(look), "", MainPages.Open));
        seen.AddRange(await See(await house.VisitOfStaff(look), "", pages.Admin));
        seen.AddRange(await See(await house.VisitOfStranger(look), await house.Given.PortalLink(pages.Customer), pages.Portal));
        return seen;
    }

    private static async Task<IReadOnlyList<PageFacts>> See(Visit visit, string link, IReadOnlyList<string> paths)
    {
        await using (visit)
        {
            if (link.Length > 0)
            {
                await visit.Page.SignInBy(link);
            }

            var seen = new List<PageFacts>();
            foreach (var path in paths)
            {
                seen.Add(await See(visit.Page, path));
            }

            visit.Troubles.Distinct().ShouldBeEmpty();
            return seen;
        }
    }

    private static async Task<PageFacts> See(IPage page, string path)
    {
        var answer = (await page.GotoAsync(path))!;
        var html = page.Locator("html");
        var cut = new List<string>();
        foreach (var width in Look.NarrowWidths)
        {
            await page.SetViewportSizeAsync(width, Look.Narrow.Height);
            cut.AddRange(await page.EvaluateAsync<string[]>(CutOff));
        }

        return new PageFacts
        {
            Path = path,
            Status = answer.Status,
            Policy = await answer.HeaderValueAsync("content-security-policy") ?? "",
            Language = await html.GetAttributeAsync("lang") ?? "",
            Direction = await html.GetAttributeAsync("dir") ?? "",
            CutOff = cut,
            Words = await page.EvaluateAsync<string>(All),
            OwnWords = await page.EvaluateAsync<string>(InThePagesLanguage),
            Dates = [.. await page.Locator("time").AllTextContentsAsync()],
            Scripts = await page.Locator("script:not([src$='/screens.js']), [onclick], [onload], [onsubmit], a[href^='javascript:']").CountAsync(),
        };
    }
}

/// <summary>How one page was.</summary>
public sealed record PageFacts
{
    public required string Path { get; init; }

    public required int Status { get; init; }

    /// <summary>Content-Security-Policy.</summary>
    public required string Policy { get; init; }

    public required string Language { get; init; }

    /// <summary>ltr or rtl.</summary>
    public required string Direction { get; init; }

    /// <summary>What does not stand whole on the screen, in each of the narrow widths.</summary>
    public required IReadOnlyList<string> CutOff { get; init; }

    /// <summary>All that is shown or read out, a line for each text.</summary>
    public required string Words { get; init; }

    /// <summary>Without codes, addresses and names of languages.</summary>
    public required string OwnWords { get; init; }

    public required IReadOnlyList<string> Dates { get; init; }

    /// <summary>Elements and attributes with code in them, but for the script of our own that no page depends on.</summary>
    public required int Scripts { get; init; }
}
