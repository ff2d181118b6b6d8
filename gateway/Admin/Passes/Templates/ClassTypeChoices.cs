using Contracts.Plans.V1;
using Screens.Languages;

namespace Admin.Passes.Templates;

/// <summary>The class types that a pass can be good for, for forms and lists.</summary>
static class ClassTypeChoices
{
    /// <param name="known">The newest 200, retired ones too; null where Plans did not answer.</param>
    /// <param name="current">Id of the one that the template has: offered also when it is retired. Empty: every class.</param>
    public static IEnumerable<(string Value, string Words)> Options(ListClassTypesResponse? known, string current, Locale locale)
    {
        var offered = known?.ClassTypes.Where(each => !each.Retired || each.Id == current).Select(each => (each.Id, locale.Text(each.Name)))
            .OrderBy(each => each.Item2, StringComparer.CurrentCulture).ToList() ?? [];
        return current.Length == 0 || offered.Any(choice => choice.Id == current) ? offered : offered.Append((current, current));
    }

    /// <summary>Empty where it is not among those that are known.</summary>
    public static string NameOf(string id, ListClassTypesResponse? known, Locale locale) =>
        id.Length == 0 ? locale["ClassType_Every"] : locale.Text(known?.ClassTypes.FirstOrDefault(each => each.Id == id)?.Name);
}
