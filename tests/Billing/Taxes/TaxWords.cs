using Contracts.Common.V1;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

/// <summary>Words for what tests of taxes do again and again.</summary>
internal static class TaxWords
{
    public static Wire.TaxService.TaxServiceClient Taxes(this BillingUnderTest billing) =>
        billing.Service.Client<Wire.TaxService.TaxServiceClient>(billing.Service.Tokens.Staff("billing"));

    public static Wire.InvoiceService.InvoiceServiceClient AsApplication(this BillingUnderTest billing) =>
        billing.Service.Client<Wire.InvoiceService.InvoiceServiceClient>(billing.Service.Tokens.Application("billing"));

    public static async Task<Wire.TaxRate> TaxRate(this BillingUnderTest billing, string code = "standard", decimal percent = 22) =>
        await billing.Taxes().CreateTaxRateAsync(new Wire.CreateTaxRateRequest { TaxRate = Rate(code), RatePerMillion = PerMillion(percent) });

    public static async Task<Wire.TaxRate> From(this BillingUnderTest billing, Wire.TaxRate rate, string day, decimal percent) =>
        await billing.Taxes().AddTaxPercentageAsync(new Wire.AddTaxPercentageRequest { Id = rate.Id, ValidFrom = On(day), RatePerMillion = PerMillion(percent) });

    public static async Task<Wire.TaxExemption> Exempt(this BillingUnderTest billing, Guid customer, string reason = "Reverse charge", string number = "DE123456789") =>
        await billing.Taxes().SetTaxExemptionAsync(new Wire.SetTaxExemptionRequest { CustomerId = customer.ToString(), Reason = reason, TaxNumber = number });

    public static Wire.TaxRate Rate(string code, string name = "VAT") =>
        new() { Code = code, Name = new LocalizedText { Values = { ["en"] = name, ["it"] = "IVA" } } };

    public static int PerMillion(decimal percent) => (int)(percent * 10_000);

    public static Date On(string day) => Date.From(SomeEvents.Day(day));

    /// <summary>code, percent, base and amount of each tax.</summary>
    public static IReadOnlyList<(string Code, decimal Percent, decimal Base, decimal Amount)> Facts(this IEnumerable<Wire.InvoiceTax> taxes) =>
        [.. taxes.Select(t => (t.Code, t.RatePerMillion / 10_000m, t.Base.ToDecimal(), t.Amount.ToDecimal()))];
}
