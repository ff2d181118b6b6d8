namespace Browser.Tests.Support;

/// <summary>How a person looks at the screens.</summary>
/// <param name="Language">Picked in the language menu; null: the person's own.</param>
public sealed record Look(string? Language = null, bool JavaScript = true, int Width = 1400, int Height = 950, bool Dark = false)
{
    public static readonly Look Usual = new();

    /// <summary>A small telephone.</summary>
    public static readonly Look Narrow = new(Width: 360, Height: 740);

    /// <summary>Pixels: a small telephone, and a tablet that is held upright.</summary>
    public static readonly int[] NarrowWidths = [768, Narrow.Width];

    public static readonly Look WithoutScript = new(JavaScript: false);
}
