using Contracts.Events;
using Contracts.Notifications.V1;
using static Notifications.Tests.SomePassEvents;
using static Testing.SomeEvents;

namespace Notifications.Tests;

/// <summary>What happens to a class pass stands in its chatter, and what matters to the client's history with its buyer, too.</summary>
public sealed class PassChatterTests(SharedNotifications shared) : IClassFixture<SharedNotifications>
{
    [Fact]
    public async Task Everything_that_happens_to_a_pass_is_entered_once()
    {
        var (pass, ada) = (Pass(), Customer());
        List<PassEvent> events = [.. Life(pass, ada)];
        foreach (var e in events)
        {
            await shared.Service.Deliver(e);
            await shared.Service.Service.Publish(e);
            await shared.Service.Service.Delivered(e.EventId, 2);
        }

        (await EntriesOf(pass)).Select(e => (e.Kind, e.Reference, e.Text, e.EndDate?.ToDateOnly(), e.Amount?.ToDecimal())).ShouldBe(
        [
            (ChatterKind.PassWithdrawn, "", "Moves away", null, 25m),
            (ChatterKind.PassExpired, "", "", Day("2026-02-15"), null),
            (ChatterKind.PassUsedUp, "", "", null, null),
            (ChatterKind.PassUnfrozen, "", "", Day("2026-02-15"), null),
            (ChatterKind.PassFrozen, "", "Skiing", Day("2026-02-15"), null),
            (ChatterKind.PassExtended, "2", "Was ill", Day("2026-02-15"), null),
            (ChatterKind.PassVisitUndone, "Eve", "Wrong Eve", null, null),
            (ChatterKind.PassUsed, "Eve", "no_show", null, null),
            (ChatterKind.PassActivated, "", "", Day("2026-02-15"), null),
            (ChatterKind.PassSold, "", "", Day("2026-02-15"), 40m),
        ]);
    }

    [Fact]
    public async Task What_happens_in_one_instant_is_told_in_the_order_of_its_events()
    {
        for (var i = 0; i < 6; i++)
        {
            var (pass, ada) = (Pass(), Customer());
            foreach (var e in LastClass(pass, ada).Reverse())
            {
                await shared.Service.Deliver(e);
            }

            (await EntriesOf(pass)).Select(e => e.Kind).ShouldBe([ChatterKind.PassUsedUp, ChatterKind.PassUsed, ChatterKind.PassMissedFree]);
            var first = await shared.Service.Chatter.ListChatterEntriesAsync(new() { PassId = pass.Id.ToString(), PageSize = 1 });
            var rest = await shared.Service.Chatter.ListChatterEntriesAsync(new() { PassId = pass.Id.ToString(), PageToken = first.NextPageToken });
            first.Entries.Concat(rest.Entries).Where(e => e.Kind != ChatterKind.MailSent).Select(e => e.Kind)
                .ShouldBe([ChatterKind.PassUsedUp, ChatterKind.PassUsed, ChatterKind.PassMissedFree]);
        }
    }

    [Fact]
    public async Task A_missed_class_that_used_none_is_not_said_to_have()
    {
        var (pass, ada) = (Pass(), Customer());
        await shared.Service.Deliver(LastClass(pass, ada).First());

        (await EntriesOf(pass)).Select(e => (e.Kind, e.Reference, e.Text)).ShouldBe([(ChatterKind.PassMissedFree, ada.Name, "late_cancel")]);
        (await shared.Service.Portal(ada).ListChatterEntriesAsync(new() { PassId = pass.Id.ToString() })).Entries.Single().Text.ShouldBe("late_cancel");
    }

    [Fact]
    public async Task The_buyers_own_history_has_the_sale_and_the_end_and_no_visits()
    {
        var (pass, ada) = (Pass(), Customer());
        foreach (var e in Life(pass, ada))
        {
            await shared.Service.Deliver(e);
        }

        var entries = (await shared.Service.Chatter.ListChatterEntriesAsync(new() { CustomerId = ada.Id.ToString() })).Entries;

        entries.Select(e => (e.Kind, e.Subject.Number)).ShouldBe(
        [
            (ChatterKind.PassWithdrawn, "P00008"), (ChatterKind.PassExpired, "P00008"), (ChatterKind.PassUsedUp, "P00008"), (ChatterKind.PassSold, "P00008"),
        ]);
    }

    [Fact]
    public async Task A_pass_that_a_period_brings_stands_with_the_pass_and_with_its_subscription_and_each_names_the_other()
    {
        var (pass, order, ada) = (Pass(), Order("S00077"), Customer());
        var granted = Granted(pass, ada, order);
        await shared.Service.Deliver(granted);
        await shared.Service.Service.Publish(granted);
        await shared.Service.Service.Delivered(granted.EventId, 2);

        (await EntriesOf(pass)).Select(e => (e.Kind, e.Reference, e.EndDate.ToDateOnly())).ShouldBe([(ChatterKind.PassGranted, "S00077", Day("2026-02-15"))]);
        (await shared.Service.Chatter.ListChatterEntriesAsync(new() { SubscriptionId = order.Id.ToString() })).Entries
            .Select(e => (e.Kind, e.Reference)).ShouldBe([(ChatterKind.PassGranted, "P00008")]);
    }

    [Fact]
    public async Task The_buyer_reads_it_in_the_portal_without_the_reasons_of_staff_and_strangers_do_not()
    {
        var (pass, ada) = (Pass(), Customer());
        foreach (var e in Life(pass, ada))
        {
            await shared.Service.Deliver(e);
        }

        var seen = (await shared.Service.Portal(ada).ListChatterEntriesAsync(new() { PassId = pass.Id.ToString() })).Entries;

        seen.Where(e => e.Kind is ChatterKind.PassExtended or ChatterKind.PassWithdrawn or ChatterKind.PassFrozen or ChatterKind.PassVisitUndone)
            .Select(e => (e.Text, e.Actor.Name)).Distinct().ShouldBe([("", "staff")]);
        seen.Single(e => e.Kind == ChatterKind.PassUsed).Text.ShouldBe("no_show");
        (await Refused.By(shared.Service.Portal(Customer()).ListChatterEntriesAsync(new() { PassId = pass.Id.ToString() }))).Reason.ShouldBe("NOT_FOUND");
    }

    private async Task<IEnumerable<ChatterEntry>> EntriesOf(Subject pass) =>
        (await shared.Service.Chatter.ListChatterEntriesAsync(new() { PassId = pass.Id.ToString() })).Entries.Where(e => e.Kind != ChatterKind.MailSent);
}
