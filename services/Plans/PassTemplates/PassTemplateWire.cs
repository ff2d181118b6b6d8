using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Common = Contracts.Common.V1;
using Wire = Contracts.Plans.V1;

namespace Plans.PassTemplates;

internal static class PassTemplateWire
{
    public static Wire.PassTemplate ToWire(this PassTemplate template) => new()
    {
        Id = template.Id.ToString(),
        Name = LocalizedText.From(template.Name),
        Description = LocalizedText.From(template.Description),
        Freestyle = template.Freestyle,
        Price = Money.From(template.Price, template.Currency),
        Terms = ToWire(template.Terms, template.ClassTypeId),
        SoldOnline = template.SoldOnline,
        Archived = template.Archived,
        CreateTime = Timestamp.FromDateTimeOffset(template.CreatedAt),
        UpdateTime = Timestamp.FromDateTimeOffset(template.UpdatedAt),
        Etag = template.Etag,
    };

    public static Common.PassTerms ToWire(PassTerms terms, Guid? classTypeId) => new()
    {
        Classes = terms.Classes,
        Validity = new PassValidity { Unit = ToWire(terms.ValidityUnit), Count = terms.ValidityCount },
        ClassTypeId = classTypeId?.ToString() ?? "",
        Overlapping = terms.Overlapping,
        Shared = terms.Shared,
        GraceDays = terms.GraceDays,
        Start = terms.Start switch
        {
            PassStart.Chosen => Common.PassStart.Chosen,
            PassStart.FirstVisit => Common.PassStart.FirstVisit,
            _ => Common.PassStart.Sale,
        },
        LateCancel = Missed(terms.LateCancelCounts),
        LateCancelHours = terms.LateCancelHours,
        NoShow = Missed(terms.NoShowCounts),
        CustomersMayFreeze = terms.CustomersMayFreeze,
        MaxFreezeDays = terms.MaximumFreezeDays,
        TaxCode = terms.TaxCode,
    };

    private static Common.PassValidityUnit ToWire(PassValidityUnit unit) => unit switch
    {
        PassValidityUnit.Day => Common.PassValidityUnit.Day,
        PassValidityUnit.Week => Common.PassValidityUnit.Week,
        PassValidityUnit.Month => Common.PassValidityUnit.Month,
        _ => Common.PassValidityUnit.None,
    };

    private static MissedClass Missed(bool counts) => counts ? MissedClass.Counts : MissedClass.Free;
}
