using Contracts.Common.V1;
using Contracts.Events;
using static Testing.SomeEvents;
using Wire = Contracts.Billing.V1;

namespace Billing.Tests;

/// <summary>A credit that earlier credit notes have capped says so beside its arithmetic (domain.md C15b).</summary>
public sealed class CreditCapTests
{
    [Theory]
    [InlineData("prorated", "31 of 31 days x 40.00")]
    [InlineData("full", "")]
    public async Task What_is_left_of_a_line_is_given_back_and_the_note_says_what_was_given_before(string credit, string arithmetic)
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted(lines: [Line(40), Line(7, description: "Locker")]);
        await billing.Credit(await billing.Bill(start), 30);
        CreditCap[] expected = [Cap(arithmetic, computed: 40, before: 30, amount: 10)];

        var preview = await Preview(billing, start, credit);
        await billing.Deliver(Closed(start.Subject, start.Customer, end: "2026-01-15", credit: credit));

        preview.Caps.ShouldBe(expected);
        var lines = (await billing.CreditNotesOf(start.AggregateId)).OrderBy(n => n.Number).Last().Lines;
        lines.Select(l => (l.Amount.ToDecimal(), l.Arithmetic)).ShouldBe([(10m, arithmetic), (7m, arithmetic.Replace("40", "7", StringComparison.Ordinal))]);
        lines.Select(l => l.Cap).ShouldBe([expected[0], null]);
    }

    [Fact]
    public async Task A_reserved_credit_remembers_it_until_its_note_is_issued()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        await billing.Credit(await billing.Bill(start), 30);
        await billing.Deliver(Closed(start.Subject, start.Customer, end: "2026-01-20", credit: "prorated", undoUntil: Morning.AddDays(3)));

        await billing.Deliver(CloseFinalised(start.Subject, start.Customer));

        (await billing.CreditNotesOf(start.AggregateId)).OrderBy(n => n.Number).Last().Lines.Single().Cap.ShouldBe(Cap("26 of 31 days x 40.00", computed: 33.55m, before: 30, amount: 10));
    }

    [Fact]
    public async Task A_credit_that_fits_beside_an_earlier_one_is_not_capped()
    {
        await using var billing = await BillingUnderTest.Start();
        var start = PeriodStarted();
        await billing.Credit(await billing.Bill(start), 6.45m);

        var preview = await Preview(billing, start, "prorated", end: "2026-01-20");
        await billing.Deliver(Closed(start.Subject, start.Customer, end: "2026-01-20", credit: "prorated"));

        preview.Caps.ShouldBeEmpty();
        (await billing.CreditNotesOf(start.AggregateId)).SelectMany(n => n.Lines).ShouldAllBe(line => line.Cap == null);
    }

    private static async Task<Wire.PreviewClosingCreditResponse> Preview(BillingUnderTest billing, PeriodStarted start, string credit, string end = "2026-01-15") =>
        await billing.AsApplication().PreviewClosingCreditAsync(new Wire.PreviewClosingCreditRequest
        {
            SubscriptionId = start.AggregateId.ToString(), CurrencyCode = "EUR", PeriodStart = Date.From(start.PeriodStart), PeriodEnd = Date.From(start.PeriodEnd),
            EndDate = Date.From(Day(end)), Credit = credit == "full" ? Wire.ClosingCreditKind.Full : Wire.ClosingCreditKind.Prorated,
        });

    private static CreditCap Cap(string arithmetic, decimal computed, decimal before, decimal amount) => new()
    {
        Arithmetic = arithmetic, Computed = Money.From(computed, "EUR"), CreditedBefore = Money.From(before, "EUR"), Amount = Money.From(amount, "EUR"),
    };
}
