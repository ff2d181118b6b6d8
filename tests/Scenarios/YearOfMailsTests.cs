using Contracts.Common.V1;
using Contracts.Plans.V1;

namespace Scenarios.Tests;

/// <summary>SPEC 42: each mail that a customer gets, from the order to the credit after its close.</summary>
public sealed class YearOfMailsTests
{
    [Fact]
    public async Task A_walked_year_sends_these_mails_and_no_others()
    {
        await using var world = await World.At("2026-01-05T10:00:00Z");
        var plan = await world.Plan(
            terms: new BillingTerms { TrialDays = 14 }, closing: new ClosingPolicy { Credit = PlanClosingCredit.Prorated, Settlement = ClosingSettlement.Refund });
        var order = await world.Subscribe(plan: plan);
        await world.PortalInvoices(order).AddPaymentMethodAsync(new() { Token = TestCards.EndsInMarch });

        await WalkTo(world, "2026-04-20");
        await world.PortalInvoices(order).AddPaymentMethodAsync(new() { Token = TestCards.Good });
        await WalkTo(world, "2026-05-25");
        await world.Close(order);
        await WalkTo(world, "2026-06-20");
        await world.WakeUpAt("2027-01-05T10:00:00Z");

        var sent = new List<(string Day, string Kind)>();
        var token = "";
        do
        {
            var page = await world.Mails.ListMailsAsync(new() { PageSize = 200, PageToken = token });
            sent.AddRange(page.Mails.Select(mail => ($"{mail.CreateTime.ToDateTime():yyyy-MM-dd}", mail.Template)));
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        sent.Order().Select(mail => $"{mail.Day} {mail.Kind}").ShouldBe([
            "2026-01-05 order_confirmed",
            "2026-01-12 trial_ends",
            "2026-01-19 invoice",
            "2026-01-19 receipt",
            "2026-02-19 invoice",
            "2026-02-19 receipt",
            "2026-03-01 card_expires",
            "2026-03-19 invoice",
            "2026-03-19 receipt",
            "2026-04-19 invoice",
            "2026-04-19 payment_failed_1",
            "2026-04-20 receipt",
            "2026-05-19 invoice",
            "2026-05-19 receipt",
            "2026-05-25 subscription_closed",
            "2026-05-28 credit_note",
            "2026-05-28 refund",
        ]);
    }

    /// <summary>Day by day.</summary>
    private static async Task WalkTo(World world, string day)
    {
        // What was done last belongs to this day.
        await world.Settle();
        while (DateOnly.FromDateTime(world.Now.UtcDateTime) < DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))
        {
            await world.PassDays(1);
        }
    }
}
