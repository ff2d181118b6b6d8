using Contracts.Common.V1;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Wire = Contracts.Notifications.V1;

namespace Notifications.Tests;

/// <summary>An event that Notifications could not handle, over its gRPC API.</summary>
public sealed class ParkedWorkTests
{
    [Fact]
    public async Task What_a_handler_gave_up_is_listed_and_takes_effect_once_when_it_is_retried()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var parked = notifications.Service.Client<Wire.ParkedWorkService.ParkedWorkServiceClient>(notifications.Service.Tokens.Staff("notifications"));
        var order = SomeEvents.Order();
        var e = SomeEvents.QuotationCreated(order, SomeEvents.Customer());

        // As if the deployment had forgotten a table, and an operator has made it since.
        await notifications.Service.Read(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"ChatterEntries\" RENAME TO \"Gone\""));
        await notifications.Service.Publish(e);
        var listed = (await Eventually.Async(
            async () => await parked.ListParkedWorkAsync(new ListParkedWorkRequest()), found => found.ParkedWork.Count == 1, "a parked event")).ParkedWork[0];
        (listed.Kind, listed.Name, listed.EventType, listed.ItemId).ShouldBe(
            (ParkedWorkKind.Message, "notifications-on-quotation-created", "QuotationCreated", e.EventId.ToString()));
        (await Refused.By(parked.RetryParkedWorkAsync(new RetryParkedWorkRequest { Id = listed.Id }))).Reason.ShouldBe("STILL_FAILS");
        await notifications.Service.Read(db => db.Database.ExecuteSqlRawAsync("ALTER TABLE \"Gone\" RENAME TO \"ChatterEntries\""));

        (await parked.RetryParkedWorkAsync(new RetryParkedWorkRequest { Id = listed.Id })).AlreadyHandled.ShouldBeFalse();

        var entries = await notifications.Chatter.ListChatterEntriesAsync(new Wire.ListChatterEntriesRequest { SubscriptionId = order.Id.ToString() });
        entries.Entries.ShouldHaveSingleItem();
        (await parked.ListParkedWorkAsync(new ListParkedWorkRequest())).TotalSize.ShouldBe(0);
    }

    [Fact]
    public async Task Customers_see_none_of_it()
    {
        await using var notifications = await NotificationsUnderTest.Start();
        var customer = notifications.Service.Client<Wire.ParkedWorkService.ParkedWorkServiceClient>(
            notifications.Service.Tokens.Customer("notifications", Guid.CreateVersion7()));

        (await Refused.By(customer.ListParkedWorkAsync(new ListParkedWorkRequest()))).Status.ShouldBe(StatusCode.PermissionDenied);
    }
}
