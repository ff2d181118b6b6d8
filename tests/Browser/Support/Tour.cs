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
        return new PageFacts
        {
            Path = path,
            Status = answer.Status,
            Policy = await answer.HeaderValueAsync("content-security-policy") ?? "",
            Language = await html.GetAttributeAsync("lang") ?? "",
            Direction = await html.GetAttributeAsync("dir") ?? "",
            Width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth"),
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

    /// <summary>Pixels that it takes.</summary>
    public required int Width { get; init; }

    /// <summary>All that is shown or read out, a line for each text.</summary>
    public required string Words { get; init; }

    /// <summary>Without codes, addresses and names of languages.</summary>
    public required string OwnWords { get; init; }

    public required IReadOnlyList<string> Dates { get; init; }

    /// <summary>Elements and attributes with code in them, but for the script of our own that no page depends on.</summary>
    public required int Scripts { get; init; }
}
