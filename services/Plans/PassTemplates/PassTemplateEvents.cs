using Contracts.Events;

namespace Plans.PassTemplates;

internal static class PassTemplateEvents
{
    public static EventPassTerms EventTerms(this PassTemplate template)
    {
        var terms = template.Terms;
        return new EventPassTerms(
            terms.Classes,
            terms.ValidityUnit.ToString().ToLowerInvariant(),
            terms.ValidityCount,
            template.ClassType is { } classType ? new EventClassType(classType.Id, classType.Name) : null,
            terms.Overlapping,
            terms.Shared,
            terms.GraceDays,
            terms.Start switch { PassStart.Chosen => "chosen", PassStart.FirstVisit => "first_visit", _ => "sale" },
            terms.LateCancelCounts,
            terms.LateCancelHours,
            terms.NoShowCounts,
            terms.CustomersMayFreeze,
            terms.MaximumFreezeDays,
            terms.TaxCode);
    }
}
