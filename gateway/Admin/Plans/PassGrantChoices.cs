using Contracts.Plans.V1;
using Screens.Languages;
using Screens.Pages;

namespace Admin.Plans;

/// <summary>The pass that each period of a plan brings, as its form offers it.</summary>
static class PassGrantChoices
{
    /// <param name="known">The newest 200 that are offered; null where Plans did not answer.</param>
    /// <param name="current">What the plan grants: offered also when it is archived. Null: none.</param>
    public static IEnumerable<(string Value, string Words)> Templates(ListPassTemplatesResponse? known, PlanPassGrant? current, Locale locale)
    {
        var offered = known?.PassTemplates.Where(each => !each.Archived || each.Id == current?.PassTemplateId)
            .Select(each => (each.Id, each.Archived ? $"{locale.Text(each.Name)} ({locale["Archived"]})" : locale.Text(each.Name)))
            .OrderBy(each => each.Item2, StringComparer.CurrentCulture).ToList() ?? [];
        return current is null || offered.Exists(choice => choice.Id == current.PassTemplateId) ? offered : offered.Append((current.PassTemplateId, current.PassTemplateId));
    }

    public static IEnumerable<(string Value, string Words)> Ends(Locale locale) =>
        [(nameof(GrantedPassEnd.Period), locale["PassGrant_EndPeriod"]), (nameof(GrantedPassEnd.Template), locale["PassGrant_EndTemplate"])];

    /// <summary>What the form shows chosen.</summary>
    public static string End(PlanPassGrant? grant) => grant?.End == GrantedPassEnd.Template ? nameof(GrantedPassEnd.Template) : nameof(GrantedPassEnd.Period);

    public static PlanPassGrant Read(Posted posted) => new()
    {
        PassTemplateId = posted["pass_template_id"],
        End = posted["pass_end"] == nameof(GrantedPassEnd.Template) ? GrantedPassEnd.Template : GrantedPassEnd.Period,
    };
}
