using Contracts.Events;

namespace Subscriptions.Passes;

/// <summary>What a pass's validity is counted in.</summary>
public enum PassValidityUnit
{
    /// <summary>It has no end.</summary>
    None,
    Day,
    Week,
    Month,
}

/// <summary>Which day is the first one of a pass.</summary>
public enum PassStart
{
    Sale,
    Chosen,
    FirstVisit,
}

/// <summary>The rules that a pass was sold with, or that a template offers; see common.v1.PassTerms for units and bounds.</summary>
/// <param name="ClassTypeId">Null: good for every class.</param>
public sealed record PassTerms(
    int Classes,
    PassValidityUnit ValidityUnit,
    int ValidityCount,
    Guid? ClassTypeId,
    bool Overlapping,
    bool Shared,
    int GraceDays,
    PassStart Start,
    bool LateCancelCounts,
    int LateCancelHours,
    bool NoShowCounts,
    bool CustomersMayFreeze,
    int MaximumFreezeDays,
    string TaxCode)
{
    public PassValidity Validity => new(ValidityUnit, ValidityCount);

    internal static PassTerms From(EventPassTerms terms) => new(
        terms.Classes,
        Enum.Parse<PassValidityUnit>(terms.ValidityUnit, ignoreCase: true),
        terms.ValidityCount,
        terms.ClassType?.Id,
        terms.Overlapping,
        terms.Shared,
        terms.GraceDays,
        terms.Start switch { "chosen" => PassStart.Chosen, "first_visit" => PassStart.FirstVisit, _ => PassStart.Sale },
        terms.LateCancelCounts,
        terms.LateCancelHours,
        terms.NoShowCounts,
        terms.CustomersMayFreeze,
        terms.MaximumFreezeDays,
        terms.TaxCode);
}
