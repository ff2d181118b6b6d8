using Deque.AxeCore.Commons;

namespace Browser.Tests.Support;

/// <summary>What axe finds wrong with a page as it stands, by every rule that it has switched on, and what we ask beside.</summary>
internal static class Axe
{
    private const string Run =
        """
        async ({ part, theme, rules, iframes }) => {
          const { violations } = await axe.run(part ?? document, { iframes, resultTypes: ['violations'], ...(rules && { runOnly: rules }) });
          return violations.flatMap(rule => rule.nodes.map(node => `${document.documentElement.lang}, ${theme}: ${rule.id} at ${node.target.join(' ')} (${rule.help})`));
        }
        """;

    // A theme changes colours and nothing else: in the dark only what rests on them is asked.
    private static readonly string[] _ofColours = ["color-contrast", "link-in-text-block"];

    // What fits on a desk may have to be scrolled on a telephone.
    private static readonly string[] _ofScrolling = ["scrollable-region-focusable"];

    // Given to a page once, and to its frames where they run scripts. The package for Playwright sends it for each run and opens a page beside, which takes several times as long.
    private static readonly string _script = new BundledAxeScriptProvider().GetScript();

    /// <param name="state">What was done to the page since it was loaded, such as a dialog that was opened.</param>
    /// <param name="part">Selector of the part that this is about; null: the whole page.</param>
    /// <param name="frames">Look into frames too; they must be free to run scripts.</param>
    /// <returns>A line for each: page, theme, language, rule and selector.</returns>
    public static async Task<IReadOnlyList<string>> Violations(IPage page, string state = "", string? part = null, bool frames = false)
    {
        foreach (var frame in frames ? page.Frames : [page.MainFrame])
        {
            if (await frame.EvaluateAsync<bool>("typeof axe === 'undefined'"))
            {
                await frame.EvaluateAsync(_script);
            }
        }

        var found = new List<string>();
        var where = $"{new Uri(page.Url).PathAndQuery}{state}";
        async Task Ask(string theme, string[]? rules) =>
            found.AddRange((await page.EvaluateAsync<string[]>(Run, new { part, theme, rules, iframes = frames })).Select(broken => $"{where}, {broken}"));

        await Ask("light", null);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await Ask("dark", _ofColours);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await page.SetViewportSizeAsync(Look.Narrow.Width, Look.Narrow.Height);
        await Ask("light and narrow", _ofScrolling);
        await page.SetViewportSizeAsync(Look.Usual.Width, Look.Usual.Height);
        found.AddRange((await PageFaults.Of(page)).Select(fault => $"{where}: {fault}"));
        return found;
    }
}
