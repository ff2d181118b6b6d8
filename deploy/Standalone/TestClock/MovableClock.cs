using System.Globalization;

namespace Standalone.TestClock;

/// <summary>The machine's clock, moved ahead by what the admin says; the file beside the databases keeps by how much.</summary>
internal sealed class MovableClock : TimeProvider
{
    private readonly string _file;
    private long _movedTicks;

    public MovableClock(string folder)
    {
        _file = FileIn(folder);
        _movedTicks = File.Exists(_file) ? TimeSpan.ParseExact(File.ReadAllText(_file).Trim(), "c", CultureInfo.InvariantCulture).Ticks : 0;
    }

    public TimeSpan Moved => TimeSpan.FromTicks(Interlocked.Read(ref _movedTicks));

    /// <summary>A folder whose time was moved holds what has not happened yet elsewhere.</summary>
    public static bool WasMoved(string folder) => File.Exists(FileIn(folder));

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Moved;

    public void Advance(TimeSpan by)
    {
        var moved = Moved + by;
        // The file first: after a crash time may have jumped, but it never goes back.
        var draft = _file + ".new";
        File.WriteAllText(draft, moved.ToString("c", CultureInfo.InvariantCulture));
        File.Move(draft, _file, overwrite: true);
        Interlocked.Exchange(ref _movedTicks, moved.Ticks);
    }

    private static string FileIn(string folder) => Path.Combine(folder, "test-clock");
}
