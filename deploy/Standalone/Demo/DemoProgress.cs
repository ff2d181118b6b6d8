using System.Text.Json;

namespace Standalone.Demo;

/// <summary>
/// How far the demo business is written, in a file that lies in the data folder until it is written whole: a start that was interrupted is gone on
/// with by the next one.
/// </summary>
/// <param name="Today">The day on which the first of these starts began.</param>
/// <param name="Days">How many days of the history are done, with all that followed of them.</param>
/// <param name="Ids">Ids of what was made on them, by the keys of the history.</param>
internal sealed record DemoProgress(DateOnly Today, int Days, Dictionary<string, string> Ids)
{
    public static DemoProgress? Read(string file)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        using var stream = File.OpenRead(file);
        return JsonSerializer.Deserialize<DemoProgress>(stream) ?? throw new InvalidDataException($"{file} is empty; delete it to go on without the demo business.");
    }

    public void Write(string file)
    {
        // The file is there whole or not at all, whenever the process may die.
        var draft = file + ".new";
        File.WriteAllText(draft, JsonSerializer.Serialize(this));
        File.Move(draft, file, overwrite: true);
    }
}
