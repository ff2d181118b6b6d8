using Contracts.Common.V1;
using Google.Protobuf.WellKnownTypes;
using Wire = Contracts.Billing.V1;

namespace Billing.Taxes;

internal static class TaxWire
{
    /// <param name="today">Whose percentage is told beside all of them.</param>
    public static Wire.TaxRate ToWire(this TaxRate rate, DateOnly today) => new()
    {
        Id = rate.Id.ToString(),
        Code = rate.Code,
        Name = LocalizedText.From(rate.Name),
        Percentages =
        {
            rate.Percentages.Select(p => new Wire.TaxPercentage
            {
                ValidFrom = p.ValidFrom == TaxPercentage.Always ? null : Date.From(p.ValidFrom),
                RatePerMillion = p.PerMillion,
            }),
        },
        RatePerMillion = TaxPercentage.ToPerMillion(rate.On(today)),
        Retired = rate.Retired,
        CreateTime = Timestamp.FromDateTimeOffset(rate.CreatedAt),
        UpdateTime = Timestamp.FromDateTimeOffset(rate.UpdatedAt),
        Etag = rate.Etag,
    };

    /// <param name="exemption">Null: the customer pays tax.</param>
    public static Wire.TaxExemption ToWire(this TaxExemption? exemption, Guid customer) => new()
    {
        CustomerId = customer.ToString(),
        Exempt = exemption is not null,
        Reason = exemption?.Reason ?? "",
        TaxNumber = exemption?.TaxNumber ?? "",
        UpdateTime = exemption is null ? null : Timestamp.FromDateTimeOffset(exemption.UpdatedAt),
    };
}
