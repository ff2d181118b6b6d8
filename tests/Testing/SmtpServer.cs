using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Testing;

/// <summary>What the server does with the next mail.</summary>
public enum SmtpBehaviour
{
    Accept,

    /// <summary>550 to RCPT.</summary>
    RefuseForGood,

    /// <summary>451 to DATA's end.</summary>
    Defer,

    /// <summary>Takes the whole mail, then breaks the connection before it says so.</summary>
    DropAfterData,

    /// <summary>Says nothing at all.</summary>
    Silent,
}

/// <summary>A tiny mail server on a real socket.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<SmtpBehaviour> _next = new();
    private readonly ConcurrentQueue<string> _received = new();
    private readonly Task _loop;

    public SmtpServer(params SmtpBehaviour[] next)
    {
        foreach (var behaviour in next)
        {
            _next.Enqueue(behaviour);
        }

        _listener.Start();
        _loop = Task.Run(Listen);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Every mail whose data came in whole, also those that were not acknowledged.</summary>
    public IReadOnlyList<Eml> Received => [.. _received.Select(Eml.Parse)];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _loop;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task Listen()
    {
        var sessions = new List<Task>();
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                sessions.Add(Talk(client, _next.TryDequeue(out var behaviour) ? behaviour : SmtpBehaviour.Accept));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }

        await Task.WhenAll(sessions);
    }

    private async Task Talk(TcpClient client, SmtpBehaviour behaviour)
    {
        using var owned = client;
        try
        {
            await using var stream = client.GetStream();
            if (behaviour == SmtpBehaviour.Silent)
            {
                await Task.Delay(Timeout.Infinite, _stop.Token);
            }

            using var reader = new StreamReader(stream, Encoding.ASCII);
            await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 test");
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                if (verb == "DATA")
                {
                    await writer.WriteLineAsync("354 go on");
                    await ReadData(reader);
                    if (behaviour == SmtpBehaviour.DropAfterData)
                    {
                        return;
                    }
                }

                await writer.WriteLineAsync(Answer(verb, behaviour));
                if (verb == "QUIT")
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client went away, or the test is over.
        }
    }

    private static string Answer(string verb, SmtpBehaviour behaviour) => (verb, behaviour) switch
    {
        ("RCPT", SmtpBehaviour.RefuseForGood) => "550 5.1.1 no such mailbox",
        ("DATA", SmtpBehaviour.Defer) => "451 4.7.1 greylisted, come again",
        ("QUIT", _) => "221 bye",
        _ => "250 fine",
    };

    private async Task ReadData(StreamReader reader)
    {
        var data = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
        {
            data.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        _received.Enqueue(data.ToString());
    }
}
