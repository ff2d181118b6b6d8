using System.Text.Json.Nodes;

namespace Testing.Stripe;

/// <summary>
/// A POST with a key that was seen gets the first answer, errors too; with other parameters it is refused; beside the first one it finds the key in
/// use. What was refused before anything was executed is not remembered. Keys are forgotten after a day.
/// </summary>
internal sealed class FakeIdempotency(TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    public FakeAnswer Once(string key, string path, JsonObject form, Func<FakeAnswer> execute)
    {
        if (key.Length == 0)
        {
            return execute();
        }

        var request = $"{path} {form.ToJsonString()}";
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var known) && known.At > clock.GetUtcNow() - Remembered)
            {
                return known.Request != request
                    ? FakeAnswer.Error(400, "idempotency_error", "Keys for idempotent requests can only be used with the same parameters they were first used with.")
                    : known.Answer ?? FakeAnswer.Error(409, "idempotency_error", "There is currently another in-progress request using this Idempotent Key", "idempotency_key_in_use");
            }

            _entries[key] = new Entry(request, null, clock.GetUtcNow());
        }

        var answer = execute();
        lock (_lock)
        {
            // Parameters that fail validation execute nothing.
            if (answer.Status is 400 or 404)
            {
                _entries.Remove(key);
            }
            else
            {
                _entries[key] = new Entry(request, answer, clock.GetUtcNow());
            }
        }

        return answer;
    }

    public void Forget()
    {
        lock (_lock)
        {
            _entries.Clear();
        }
    }

    private sealed record Entry(string Request, FakeAnswer? Answer, DateTimeOffset At);
}
