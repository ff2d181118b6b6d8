namespace Browser.Tests.Pictures;

/// <summary>The folder that pictures go to: TESTS_ARTIFACTS, or one of the test's own.</summary>
internal static class Gallery
{
    private const int LeastBytes = 20_000;

    private static readonly string Folder = Directory.CreateDirectory(Path.Combine(
        Environment.GetEnvironmentVariable("TESTS_ARTIFACTS") ?? Path.Combine(AppContext.BaseDirectory, "artifacts"), "pictures")).FullName;

    /// <summary>An empty page packs into a few thousand bytes.</summary>
    public static async Task Take(IPage page, string name)
    {
        var picture = await page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), Animations = ScreenshotAnimations.Disabled });
        picture.Length.ShouldBeGreaterThan(LeastBytes, name);
    }
}
