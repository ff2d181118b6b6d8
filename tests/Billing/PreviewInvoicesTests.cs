using Contracts.Common.V1;
using Contracts.Events;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

/// <summary>A preview is told what was agreed, and comes to what the invoice then does.</summary>
public sealed class PreviewInvoicesTests : IAsyncLifetime
{
    private BillingUnderTest _billing = null!;

    public async Task InitializeAsync() => _billing = await BillingUnderTest.Start();

    public Task DisposeAsync() => _billing.DisposeAsync().AsTask();

    [Theory]
    [InlineData("2026-02-15", 0, 15, "SPRING: 15.00 x 39.99 / 50.00", "SPRING: 15.00 x 10.01 / 50.00")]
    [InlineData("2026-02-15", 12.5, 0, "SPRING: 12.5% x 39.99", "SPRING: 12.5% x 10.01")]
    [InlineData("2026-02-01", 10, 0, "17 of 31 days x 39.99", "SPRING: 10% x 21.93", "17 of 31 days x 10.01", "SPRING: 10% x 5.49")]
    [InlineData("2026-02-01", 0, 0, "17 of 31 days x 39.99", "17 of 31 days x 10.01")]
    [InlineData("2026-02-15", 0, 0)]
    public async Task It_comes_to_what_the_invoice_of_the_period_comes_to_and_saves_nothing(string end, decimal percent, decimal amountOff, params string[] arithmetic)
    {
        await _billing.TaxRate();
        var discount = percent > 0 ? Discount(percent) : amountOff > 0 ? Discount(amountOff: amountOff) : null;
        var start = PeriodStarted(end: end, lines: [Line(39.99m, taxCode: "standard"), Line(10.01m), Line(100, recurring: false, taxCode: "standard")]) with
        {
            FullPeriodDays = 31, Discount = discount,
        };

        var shown = await Preview(Of(start), start.Customer.Id);
        (await _billing.Service.Read(db => db.Invoices.CountAsync())).ShouldBe(0);
        var invoice = await _billing.Bill(start);

        (shown.Net, shown.Total).ShouldBe((invoice.Net, invoice.Total));
        shown.Taxes.ShouldBe(invoice.Taxes);
        shown.Arithmetic.ShouldBe(arithmetic);
        var billed = invoice.Lines.SelectMany(l => new[] { l.Arithmetic, l.Discount is null ? "" : $"{l.Discount.Code}: {l.Discount.Arithmetic}" }).Where(text => text.Length > 0);
        shown.Arithmetic.ShouldBe(billed);
    }

    [Fact]
    public async Task An_amount_that_is_taken_off_one_line_is_named_by_its_coupon_alone()
    {
        var shown = await Preview(Of(PeriodStarted() with { Discount = Discount(amountOff: 15) }), Guid.CreateVersion7());

        (shown.Net.ToDecimal(), shown.Arithmetic.Single()).ShouldBe((25m, "SPRING"));
    }

    [Fact]
    public async Task Whatever_is_wrong_with_a_period_is_named()
    {
        await Refuses(p => p.Start = null, "periods[0].start:REQUIRED");
        await Refuses(p => p.End = p.Start, "periods[0].end:NOT_AFTER_START");
        await Refuses(p => p.End = null, "periods[0].end:REQUIRED");
        await Refuses(p => p.FullPeriodDays = 30, "periods[0].full_period_days:OUT_OF_RANGE");
        await Refuses(p => p.FullPeriodDays = 0, "periods[0].full_period_days:OUT_OF_RANGE");
        await Refuses(p => p.Lines.Clear(), "periods[0].lines:OUT_OF_RANGE");
        await Refuses(p => p.Lines[0].Quantity = 0, "periods[0].lines[0].quantity:OUT_OF_RANGE");
        await Refuses(p => p.Lines[0].UnitPrice = Money.From(40, "USD"), "periods[0].lines[0].unit_price.currency_code:WRONG_CURRENCY");
        await Refuses(p => (p.Lines[0].Quantity, p.Lines[0].UnitPrice) = (10_000, Money.From(100_000_000, "EUR")), "periods[0].lines:TOTAL_TOO_LARGE");
        await Refuses(p => p.Discount.Code = "", "periods[0].discount.code:REQUIRED");
        await Refuses(p => p.Discount.PercentBasisPoints = 0, "periods[0].discount.percent_basis_points:OUT_OF_RANGE");
        await Refuses(p => p.Discount.PercentBasisPoints = 10_001, "periods[0].discount.percent_basis_points:OUT_OF_RANGE");
        await Refuses(p => p.Discount.AmountOff = Money.From(5, "EUR"), "periods[0].discount.amount_off:PERCENT_OR_AMOUNT");
        await Refuses(p => p.Discount = new() { Code = "SPRING", AmountOff = Money.From(0, "EUR") }, "periods[0].discount.amount_off:ZERO");
        await Refuses(p => p.Discount = new() { Code = "SPRING", AmountOff = Money.From(5, "USD") }, "periods[0].discount.amount_off.currency_code:WRONG_CURRENCY");
    }

    private async Task Refuses(Action<Wire.FuturePeriod> spoil, string violation)
    {
        var period = Of(PeriodStarted() with { Discount = Discount(percent: 10) });
        spoil(period);
        (await Refused.By(Ask(period, Guid.CreateVersion7()))).Violations.ShouldBe([violation]);
    }

    private async Task<Wire.PreviewedInvoice> Preview(Wire.FuturePeriod period, Guid customer) => (await Ask(period, customer)).Invoices.Single();

    private AsyncUnaryCall<Wire.PreviewInvoicesResponse> Ask(Wire.FuturePeriod period, Guid customer) =>
        _billing.AsApplication().PreviewInvoicesAsync(new() { CustomerId = customer.ToString(), CurrencyCode = "EUR", Periods = { period } });

    private static Wire.FuturePeriod Of(PeriodStarted e) => new()
    {
        Start = Date.From(e.PeriodStart),
        End = Date.From(e.PeriodEnd),
        FullPeriodDays = e.FullPeriodDays,
        Lines = { e.Lines.Select(l => new Wire.FutureLine { Quantity = l.Quantity, UnitPrice = Money.From(l.UnitPrice, e.Currency), Recurring = l.Recurring, TaxCode = l.TaxCode }) },
        Discount = e.Discount is not { } discount ? null : new Wire.FutureDiscount
        {
            Code = discount.Code,
            PercentBasisPoints = (int)((discount.Percent ?? 0) * 100),
            AmountOff = discount.AmountOff is { } amount ? Money.From(amount, e.Currency) : null,
        },
    };
}
