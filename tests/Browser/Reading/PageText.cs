using System.Text.RegularExpressions;

namespace Browser.Tests.Reading;

/// <summary>What can be read on a page, and what should not be there.</summary>
internal static partial class PageText
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
          const words = [document.title, ...textsOf(document.body)];
          for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]')) {
            words.push(element.ariaLabel, element.getAttribute('placeholder'), element.title);
          }
          return words.filter(text => text).join('\n');
        }
        """;

    // Codes, addresses and names of languages keep the digits and letters that they have.
    private const string InThePagesLanguage =
        "() => {" + TextsOf +
        """
          const copy = document.body.cloneNode(true);
          copy.querySelectorAll('bdi:not(time bdi, .amount bdi), [dir=ltr], [hreflang], option').forEach(each => each.remove());
          return textsOf(copy).join('\n');
        }
        """;

    /// <summary>Words such as Stage_Closed or AmountDue: keys of texts that nobody translated.</summary>
    public static async Task<IReadOnlyList<string>> MissingKeys(this IPage page) =>
        [.. Key().Matches(await page.EvaluateAsync<string>(All)).Select(match => match.Value).Distinct()];

    public static async Task<IReadOnlyList<string>> LatinDigits(this IPage page) =>
    [
        .. LatinNumber().Matches(await page.EvaluateAsync<string>(InThePagesLanguage))
            .Select(match => match.Value).Where(each => !DocumentNumber().IsMatch(each)).Distinct(),
    ];

    public static async Task<IReadOnlyList<string>> Dates(this IPage page) =>
        [.. await page.Locator("time").AllTextContentsAsync()];

    [GeneratedRegex(@"(?<![\w/@.-])([A-Z][A-Za-z]*_\w+|[A-Z][a-z]+([A-Z][a-z]+)+)\b")]
    private static partial Regex Key();

    [GeneratedRegex(@"\S*[0-9]\S*")]
    private static partial Regex LatinNumber();

    // The same in every language: S00042, INV/2026/00017.
    [GeneratedRegex(@"^(S|INV/\d{4}/)\d{5}$")]
    private static partial Regex DocumentNumber();
}
