using Contracts.Common.V1;
using Contracts.Events;
using Contracts.Notifications.V1;
using Microsoft.EntityFrameworkCore;
using ServiceDefaults.Data;
using static Testing.SomeEvents;
using Subject = Contracts.Events.Subject;

namespace Notifications.Tests;

public sealed class ChatterTests(SharedNotifications shared) : IClassFixture<SharedNotifications>
{
    [Fact]
    public async Task A_close_is_entered_with_who_when_and_why()
    {
        var notifications = shared.Service;
        var order = Order();
        var e = Closed(order, Customer(), reason: Reason(comment: "Moves abroad"));

        await notifications.Deliver(e);

        var entry = (await notifications.EntriesOf(order, ChatterKind.Closed)).ShouldHaveSingleItem();
        entry.Actor.ShouldBe(new Actor { Kind = ActorKind.Staff, Id = "staff-1", Name = "Maria Rossi" });
        entry.OccurTime.ToDateTimeOffset().ShouldBe(e.OccurredAt);
        entry.OldStage.ShouldBe("in_progress");
        entry.NewStage.ShouldBe("churned");
        entry.EndDate.ToDateOnly().ShouldBe(Day("2026-01-25"));
        entry.Reason.Values["en"].ShouldBe("Too expensive");
        entry.Reason.Values["it"].ShouldBe("Troppo caro");
        entry.Text.ShouldBe("Moves abroad");
        entry.VisibleToCustomer.ShouldBeTrue();
    }

    [Fact]
    public async Task Every_event_of_an_order_is_entered_once()
    {
        var notifications = shared.Service;
        var order = Order();
        var customer = Customer();

        foreach (var e in AllEvents(order, customer))
        {
            await notifications.Deliver(e);
        }

        var entries = await notifications.EntriesOfEvents(order);
        entries.Select(e => (e.Kind, e.VisibleToCustomer, e.NewStage, e.Reference, Amount: e.Amount?.ToDecimal())).ShouldBe(
        [
            (ChatterKind.CreditNoteIssued, true, "", "CN/2026/00001", 12.90m),
            (ChatterKind.PaymentRegistered, true, "", "INV/2026/00001", 15m),
            (ChatterKind.PaymentFailed, true, "", "INV/2026/00001", 40m),
            (ChatterKind.InvoiceIssued, true, "", "INV/2026/00001", 40m),
            (ChatterKind.Renewed, true, "in_progress", "", null),
            (ChatterKind.ToRenew, true, "to_renew", "", null),
            (ChatterKind.Reactivated, true, "in_progress", "", 40m),
            (ChatterKind.Closed, true, "churned", "", null),
            (ChatterKind.CloseUndone, true, "", "", null),
            (ChatterKind.CloseScheduled, true, "", "", null),
            (ChatterKind.Confirmed, true, "in_progress", "", 40m),
            (ChatterKind.QuotationCancelled, false, "cancelled", "", null),
            (ChatterKind.QuotationSent, true, "", "", 40m),
            (ChatterKind.QuotationCreated, false, "quotation", "", 40m),
        ]);
    }

    [Fact]
    public async Task A_payment_that_failed_is_entered_with_its_cause()
    {
        var notifications = shared.Service;
        var order = Order();
        await notifications.Deliver(AllEvents(order, Customer()).OfType<PaymentFailed>().Single());

        var entry = (await notifications.EntriesOf(order)).ShouldHaveSingleItem();

        (entry.Kind, entry.Text, entry.VisibleToCustomer).ShouldBe((ChatterKind.PaymentFailed, "insufficient_funds", true));
    }

    [Fact]
    public async Task A_reactivation_and_the_end_of_a_term_say_what_became_of_the_order()
    {
        var notifications = shared.Service;
        var order = Order();
        var customer = Customer();
        await notifications.Deliver(Reactivated(order, customer));
        await notifications.Deliver(ToRenew(order, customer));
        await notifications.Deliver(Renewed(order, customer));

        var entries = await notifications.EntriesOfEvents(order);

        entries.Select(e => (e.Kind, e.OldStage, e.NewStage, e.EndDate?.ToDateOnly(), e.VisibleToCustomer)).ShouldBe(
        [
            (ChatterKind.Renewed, "to_renew", "in_progress", Day("2026-07-15"), true),
            (ChatterKind.ToRenew, "in_progress", "to_renew", Day("2026-04-15"), true),
            (ChatterKind.Reactivated, "churned", "in_progress", null, true),
        ]);
        entries[^1].Amount.ToDecimal().ShouldBe(40);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task A_redelivery_enters_nothing_even_when_the_inbox_is_lost(DatabaseProvider database)
    {
        await using var notifications = await NotificationsUnderTest.Start(database: database);
        var order = Order();
        var events = AllEvents(order, Customer());
        foreach (var e in events)
        {
            await notifications.Deliver(e);
        }

        await notifications.ForgetInbox();
        foreach (var e in events)
        {
            await notifications.Deliver(e);
        }

        var kinds = (await notifications.EntriesOfEvents(order)).Select(e => e.Kind).ToList();
        kinds.ShouldBeUnique();
        kinds.Count.ShouldBe(events.Count);
        (await notifications.Mails.ListMailsAsync(new ListMailsRequest { SubscriptionId = order.Id.ToString() })).Mails
            .Select(m => m.Template).Order().ShouldBe(["close_scheduled", "close_undone", "order_confirmed", "quotation", "subscription_closed", "subscription_reactivated", "subscription_renewed", "term_ends"]);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Many_deliveries_at_once_make_one_entry_and_one_mail(DatabaseProvider database)
    {
        await using var notifications = await NotificationsUnderTest.Start(database: database);
        var order = Order();
        var e = Closed(order, Customer());

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => notifications.Service.Publish(e)));
        await notifications.Service.Delivered(e.EventId, times: 8);

        (await notifications.EntriesOf(order, ChatterKind.Closed)).ShouldHaveSingleItem();
        var mail = await notifications.MailOf(order, MailState.Sent);
        mail.Attempts.ShouldBe(1);
        Directory.GetFiles(notifications.MailFolder).ShouldHaveSingleItem();
        await Eventually.Async(() => notifications.EntriesOf(order, ChatterKind.MailSent), sent => sent.Count == 1);
    }

    [Fact]
    public async Task Events_that_come_out_of_order_read_in_order()
    {
        var notifications = shared.Service;
        var order = Order();
        var customer = Customer();

        await notifications.Deliver(Closed(order, customer));
        await notifications.Deliver(Confirmed(order, customer));
        await notifications.Deliver(QuotationCreated(order, customer));

        (await notifications.EntriesOfEvents(order)).Select(e => e.Kind)
            .ShouldBe([ChatterKind.Closed, ChatterKind.Confirmed, ChatterKind.QuotationCreated]);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.Postgres)]
    public async Task Events_of_one_order_at_the_same_moment_open_one_thread(DatabaseProvider database)
    {
        await using var notifications = await NotificationsUnderTest.Start(database: database);
        var order = Order();
        var events = AllEvents(order, Customer());

        await Task.WhenAll(events.Select(notifications.Service.Publish));
        await Task.WhenAll(events.Select(e => notifications.Service.Handled(e.EventId)));

        (await notifications.Service.Read(db => db.Entries.Select(e => e.ThreadId).Distinct().CountAsync())).ShouldBe(1);
        (await notifications.EntriesOfEvents(order)).Count.ShouldBe(events.Count);
    }

    [Fact]
    public async Task Pages_follow_one_another_and_miss_nothing()
    {
        var notifications = shared.Service;
        var order = Order();
        foreach (var e in AllEvents(order, Customer()).Where(e => e is InvoiceIssued or PaymentSucceeded or CreditNoteIssued or SubscriptionConfirmed or Contracts.Events.QuotationCreated))
        {
            await notifications.Deliver(e);
        }

        var seen = new List<ChatterKind>();
        var request = new ListChatterEntriesRequest { SubscriptionId = order.Id.ToString(), PageSize = 2 };
        do
        {
            var page = await notifications.Chatter.ListChatterEntriesAsync(request);
            seen.AddRange(page.Entries.Select(e => e.Kind));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        // Mails about them go out meanwhile.
        seen.Where(kind => kind != ChatterKind.MailSent).ShouldBe([ChatterKind.CreditNoteIssued, ChatterKind.PaymentRegistered, ChatterKind.InvoiceIssued, ChatterKind.Confirmed, ChatterKind.QuotationCreated]);
    }

    [Fact]
    public async Task An_order_that_nothing_is_known_of_has_no_entries()
    {
        var notifications = shared.Service;

        (await notifications.EntriesOf(Order())).ShouldBeEmpty();
    }

    private static List<IEvent> AllEvents(Subject order, EventCustomer customer) =>
    [
        QuotationCreated(order, customer),
        QuotationSent(order, customer),
        QuotationCancelled(order, customer),
        Confirmed(order, customer),
        CloseScheduled(order, customer),
        CloseUndone(order, customer),
        Closed(order, customer),
        Reactivated(order, customer),
        ToRenew(order, customer),
        Renewed(order, customer),
        new InvoiceIssued(Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning.AddMinutes(20), InvoiceSubject(), order, customer,
            new EventMoney("EUR", 40), Day("2026-01-15"), Day("2026-02-15"), Day("2026-01-29")),
        new PaymentFailed(Guid.CreateVersion7(), Guid.CreateVersion7(), new EventActor("system", "system", "System"), Morning.AddMinutes(20).AddSeconds(30), InvoiceSubject(), order, customer,
            new EventMoney("EUR", 40), "insufficient_funds", 1, MethodMustChange: false, DunningCaseId: null),
        new PaymentSucceeded(Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning.AddMinutes(21), InvoiceSubject(), order, customer,
            new EventMoney("EUR", 15), "cash", "till 3", false, DunningCaseId: null),
        new CreditNoteIssued(Guid.CreateVersion7(), Guid.CreateVersion7(), Staff, Morning.AddMinutes(22), InvoiceSubject(), order, customer, "CN/2026/00001",
            new EventMoney("EUR", 12.90m), ""),
    ];
}
