using Contracts.Common.V1;
using BillingWire = Contracts.Billing.V1;
using NotificationsWire = Contracts.Notifications.V1;
using Wire = Contracts.Subscriptions.V1;

namespace Scenarios.Tests;

/// <summary>What a preview says on mails is what the customer then gets.</summary>
public sealed class LifecycleMailTests
{
    /// <summary>The templates, by what previews call them.</summary>
    private static readonly Dictionary<Wire.MailPreview, string> Templates = new()
    {
        [Wire.MailPreview.CloseScheduled] = "close_scheduled",
        [Wire.MailPreview.Closed] = "subscription_closed",
        [Wire.MailPreview.Resumed] = "subscription_resumed",
        [Wire.MailPreview.Reactivated] = "subscription_reactivated",
        [Wire.MailPreview.Renewed] = "subscription_renewed",
        [Wire.MailPreview.ChangeScheduled] = "change_scheduled",
        [Wire.MailPreview.Changed] = "subscription_changed",
    };

    [Theory]
    [InlineData(Wire.ChangeWhen.Now)]
    [InlineData(Wire.ChangeWhen.EndOfPeriod)]
    public async Task Of_a_change(Wire.ChangeWhen when)
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe();
        var pro = await world.Plan("Pro plus", 60);

        var shown = await world.Orders.PreviewChangeAsync(new Wire.PreviewChangeRequest { Id = order.Id, PlanId = pro.Id, When = when });
        await world.Orders.ChangeSubscriptionAsync(new Wire.ChangeSubscriptionRequest { Id = order.Id, PlanId = pro.Id, When = when });
        await world.WakeUpAt("2026-03-01T10:00:00Z");

        shown.Mails.Count.ShouldBe(when == Wire.ChangeWhen.Now ? 1 : 2);
        await Sent(world, order, shown.Mails);
    }

    [Fact]
    public async Task Of_a_renewal_after_the_notice_that_the_term_ends()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe(plan: await world.Plan(terms: new BillingTerms { TermPeriods = 1 }));
        await world.WakeUpAt("2026-02-20T10:00:00Z");
        (await world.MailsOf(order, "term_ends")).ShouldHaveSingleItem().Subject.ShouldContain("28 February 2026");

        var shown = await world.Orders.PreviewRenewalAsync(new Wire.PreviewRenewalRequest { Id = order.Id });
        await world.Orders.RenewSubscriptionAsync(new Wire.RenewSubscriptionRequest { Id = order.Id });

        shown.Mails.ShouldBe([Wire.MailPreview.Renewed]);
        await Sent(world, order, shown.Mails, "term_ends");
    }

    [Fact]
    public async Task Of_a_reactivation()
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe();
        await world.Close(order);
        await world.WakeUpAt("2026-02-20T10:00:00Z");

        var shown = await world.Orders.PreviewReactivationAsync(new Wire.PreviewReactivationRequest { Id = order.Id });
        await world.Orders.ReactivateSubscriptionAsync(new Wire.ReactivateSubscriptionRequest { Id = order.Id });

        shown.Mails.ShouldBe([Wire.MailPreview.Reactivated]);
        await Sent(world, order, shown.Mails, "subscription_closed");
    }

    /// <summary>Also when nobody was awake between the resume and the close: what lies before the close happens before it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_a_close_that_comes_after_the_end_of_a_pause(bool awake)
    {
        await using var world = await World.At("2026-01-31T10:00:00Z");
        var order = await world.Subscribe();
        await world.WakeUpAt("2026-02-10T10:00:00Z");
        await world.Orders.PauseSubscriptionAsync(new Wire.PauseSubscriptionRequest { Id = order.Id, ResumeDate = Dates.On("2026-02-20") });

        // 18 days are kept: the next period begins on 10 March.
        var shown = await world.Orders.SimulateCloseAsync(
            new Wire.SimulateCloseRequest { Id = order.Id, When = Wire.CloseWhen.Date, CloseDate = Dates.On("2026-03-15"), Credit = Wire.ClosingCredit.Prorated });
        await world.Orders.CloseSubscriptionAsync(new Wire.CloseSubscriptionRequest
        {
            Id = order.Id, ReasonText = "Moved", When = Wire.CloseWhen.Date, CloseDate = Dates.On("2026-03-15"), Credit = Wire.ClosingCredit.Prorated, IssueCreditAtOnce = true,
        });
        if (awake)
        {
            await world.WakeUpAt("2026-02-21T10:00:00Z");
        }

        await world.WakeUpAt("2026-03-20T10:00:00Z");

        shown.Mails.ShouldBe([Wire.MailPreview.CloseScheduled, Wire.MailPreview.Resumed, Wire.MailPreview.Closed]);
        await Sent(world, order, shown.Mails, "subscription_paused_until");
        shown.Periods.Select(p => p.Start.ToDateOnly()).ShouldBe([new DateOnly(2026, 3, 10)]);
        (await world.Billed(order)).Select(i => i.PeriodStart.ToDateOnly()).ShouldBe([new DateOnly(2026, 1, 31), new DateOnly(2026, 3, 10)]);
        var notes = (await world.Invoices.ListCreditNotesAsync(new BillingWire.ListCreditNotesRequest { SubscriptionId = order.Id })).CreditNotes;
        notes.ShouldHaveSingleItem().Total.ShouldBe(shown.Credit);
    }

    private static async Task Sent(World world, Wire.Subscription order, IEnumerable<Wire.MailPreview> shown, params string[] before)
    {
        await world.Settle();
        var mails = (await world.Mails.ListMailsAsync(new NotificationsWire.ListMailsRequest { PageSize = 200 })).Mails.Where(m => m.About?.Id == order.Id);
        mails.Select(m => m.Template).Order().ShouldBe(before.Append("order_confirmed").Concat(shown.Select(mail => Templates[mail])).Order());
    }
}
