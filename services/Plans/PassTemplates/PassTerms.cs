namespace Plans.PassTemplates;

/// <summary>The rules of a pass, beside the class type that it is good for; units and bounds as in common.v1.PassTerms.</summary>
/// <param name="ValidityCount">0 where the unit is none.</param>
/// <param name="GraceDays">Days after the end on which unused classes may still be used.</param>
/// <param name="LateCancelHours">A cancellation is late where it comes less than these hours before the class.</param>
/// <param name="MaximumFreezeDays">Of all freezes by customers together; 0 where they may not freeze.</param>
/// <param name="TaxCode">Of the tax rate that its invoice adds; empty: none.</param>
public sealed record PassTerms(
    int Classes,
    PassValidityUnit ValidityUnit,
    int ValidityCount,
    bool Overlapping,
    bool Shared,
    int GraceDays,
    PassStart Start,
    bool LateCancelCounts,
    int LateCancelHours,
    bool NoShowCounts,
    bool CustomersMayFreeze,
    int MaximumFreezeDays,
    string TaxCode);

/// <summary>What the validity of a pass is counted in.</summary>
public enum PassValidityUnit
{
    /// <summary>Valid until its classes are used.</summary>
    None,
    Day,
    Week,
    Month,
}

/// <summary>Which day is the first one of a pass.</summary>
public enum PassStart
{
    Sale,

    /// <summary>A date that is chosen at the sale.</summary>
    Chosen,

    /// <summary>The day of the first visit.</summary>
    FirstVisit,
}
