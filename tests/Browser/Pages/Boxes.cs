namespace Browser.Tests.Pages;

/// <summary>Where things stand on the page.</summary>
public static class Boxes
{
    public static async Task<LocatorBoundingBoxResult> Box(this ILocator locator) =>
        await locator.BoundingBoxAsync() ?? throw new InvalidOperationException($"{locator} is not shown.");

    public static float Right(this LocatorBoundingBoxResult box) => box.X + box.Width;

    public static float Bottom(this LocatorBoundingBoxResult box) => box.Y + box.Height;

    public static float MiddleOfHeight(this LocatorBoundingBoxResult box) => box.Y + (box.Height / 2);
}
