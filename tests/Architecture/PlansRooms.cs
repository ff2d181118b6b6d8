namespace Architecture.Tests;

internal static class PlansRooms
{
    public static readonly Rooms Rooms = new(
        "Plans",
        [
            ["Parking"],
            ["Plans", "Products"],
            ["PassTemplates"],
            ["ClassTypes"],
        ],
        ["PlansDb"],
        []);
}
