using Contracts.Common.V1;
using Contracts.Events;
using Contracts.Notifications.V1;
using Grpc.Core;
using static Testing.SomeEvents;
using Subject = Contracts.Events.Subject;

namespace Notifications.Tests;

public sealed class PortalTests(SharedNotifications shared) : IClassFixture<SharedNotifications>
{
    [Fact]
    public async Task Customers_see_what_is_theirs_to_see_without_names_of_staff()
    {
        var notifications = shared.Service;
        var order = Order();
        var customer = Customer();
        await notifications.Deliver(QuotationCreated(order, customer));
        await notifications.Deliver(Confirmed(order, customer));
        await Note(notifications, order, "for the house only", visible: false);
        await Note(notifications, order, "for the customer", visible: true);
        await notifications.Deliver(CloseUndone(order, customer));
        await Eventually.Async(() => notifications.EntriesOf(order, ChatterKind.MailSent), sent => sent.Count == 2);

        var seen = await Seen(notifications, order, customer);

        seen.Select(e => (e.Kind, e.Text)).ShouldBe(
            [(ChatterKind.Note, "for the customer"), (ChatterKind.CloseUndone, ""), (ChatterKind.Confirmed, "")]);
        seen.ShouldAllBe(e => e.Actor.Equals(new Actor { Kind = ActorKind.Staff, Name = "staff" }));
    }

    [Fact]
    public async Task What_staff_wrote_about_a_close_is_not_shown()
    {
        var notifications = shared.Service;
        var order = Order();
        var customer = Customer();
        await notifications.Deliver(CloseScheduled(order, customer, reason: Reason("Never pays", "a nuisance")));
        await notifications.Deliver(Closed(order, customer, reason: Reason("Never pays", "a nuisance")));

        var seen = await Seen(notifications, order, customer);

        seen.Select(e => e.Kind).ShouldBe([ChatterKind.Closed, ChatterKind.CloseScheduled]);
        seen.ShouldAllBe(e => e.Reason == null && e.Text == "" && e.EndDate != null);
        seen.ToString()!.ShouldNotContain("nuisance");
    }

    [Fact]
    public async Task What_the_customer_wrote_about_their_close_is_shown_to_them()
    {
        var notifications = shared.Service;
        var order = Order();
        var customer = Customer();
        await notifications.Deliver(Closed(order, customer, actor: customer.AsActor(), reason: Reason(comment: "Moving abroad")));

        var entry = (await Seen(notifications, order, customer)).ShouldHaveSingleItem();

        entry.Reason.Values["en"].ShouldBe("Too expensive");
        entry.Text.ShouldBe("Moving abroad");
        entry.Actor.Name.ShouldBe("Ada Lovelace");
    }

    [Fact]
    public async Task Another_customers_order_does_not_exist_for_them()
    {
        var notifications = shared.Service;
        var order = Order();
        await notifications.Deliver(Confirmed(order, Customer()));
        var stranger = notifications.Portal(Customer());

        var foreign = await Refused.By(stranger.ListChatterEntriesAsync(new ListPortalChatterEntriesRequest { SubscriptionId = order.Id.ToString() }));
        var unknown = await Refused.By(stranger.ListChatterEntriesAsync(new ListPortalChatterEntriesRequest { SubscriptionId = Guid.CreateVersion7().ToString() }));

        foreign.Status.ShouldBe(StatusCode.NotFound);
        unknown.Status.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task Customers_cannot_reach_what_is_for_staff()
    {
        var notifications = shared.Service;
        var token = notifications.Service.Tokens.Customer("notifications", Guid.CreateVersion7());

        (await Refused.By(notifications.Service.Client<ChatterService.ChatterServiceClient>(token).ListChatterEntriesAsync(
            new ListChatterEntriesRequest { SubscriptionId = Guid.CreateVersion7().ToString() }))).Status.ShouldBe(StatusCode.PermissionDenied);
        (await Refused.By(notifications.Service.Client<MailService.MailServiceClient>(token).ListMailsAsync(
            new ListMailsRequest()))).Status.ShouldBe(StatusCode.PermissionDenied);
    }

    private static async Task<IReadOnlyList<ChatterEntry>> Seen(NotificationsUnderTest notifications, Subject order, EventCustomer customer) =>
        (await notifications.Portal(customer).ListChatterEntriesAsync(new ListPortalChatterEntriesRequest { SubscriptionId = order.Id.ToString() })).Entries;

    private static async Task Note(NotificationsUnderTest notifications, Subject order, string text, bool visible) =>
        await notifications.Chatter.PostNoteAsync(
            new PostNoteRequest { SubscriptionId = order.Id.ToString(), Text = text, VisibleToCustomer = visible });
}
