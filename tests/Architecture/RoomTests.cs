namespace Architecture.Tests;

/// <summary>Inside a service the folders have one direction; the tables stand in a file for each service.</summary>
public sealed class RoomTests
{
    private static readonly Rooms[] All = [PlansRooms.Rooms, SubscriptionsRooms.Rooms, BillingRooms.Rooms, NotificationsRooms.Rooms];

    [Theory, MemberData(nameof(ServiceNames))]
    public void No_room_uses_one_above_or_beside_it(string service)
    {
        var rooms = Of(service);
        rooms.Forbidden().Where(arrow => !rooms.Known.Any(k => k.Is(arrow))).Select(a => a.ToString()).ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(ServiceNames))]
    public void Every_folder_is_in_a_layer(string service) => Of(service).Unplaced().ShouldBeEmpty();

    [Theory, MemberData(nameof(ServiceNames))]
    public void Every_exception_is_still_one(string service)
    {
        var arrows = Of(service).Forbidden().ToList();
        (from known in Of(service).Known
         from to in known.To
         where !arrows.Exists(a => a.From.Name == known.From && a.To.Name == to)
         select $"{known.From} uses {to} no more").ShouldBeEmpty();
    }

    public static TheoryData<string> ServiceNames() => [.. Product.Services];

    private static Rooms Of(string service) => All.Single(r => r.Service == service);
}
