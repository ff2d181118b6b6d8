using System.Collections.Concurrent;
using System.Net;
using SmtpServer;
using SmtpServer.IO;
using SmtpServer.Net;
using SmtpServer.Protocol;

namespace Testing.Smtp;

/// <summary>Gives each connection its behaviour. The package has no hook before its greeting, so the silent ones stay here.</summary>
internal sealed class MailServerEndpoint(IEnumerable<MailServerBehaviour> next) : EndpointListenerFactory, IEndpointListener
{
    private const string Key = "behaviour";

    private readonly ConcurrentQueue<MailServerBehaviour> _next = new(next);
    private readonly ConcurrentQueue<ISecurableDuplexPipe> _silent = new();
    private IEndpointListener _listener = null!;

    private int _connections;

    public int Port { get; private set; }

    public int Connections => _connections;

    public static MailServerBehaviour BehaviourOf(ISessionContext session) => (MailServerBehaviour)session.Properties[Key];

    public override IEndpointListener CreateListener(IEndpointDefinition endpointDefinition)
    {
        _listener = base.CreateListener(endpointDefinition);
        return this;
    }

    public async Task<ISecurableDuplexPipe> GetPipeAsync(ISessionContext context, CancellationToken cancellationToken)
    {
        while (true)
        {
            var pipe = await _listener.GetPipeAsync(context, cancellationToken);
            Interlocked.Increment(ref _connections);
            var behaviour = _next.TryDequeue(out var wanted) ? wanted : MailServerBehaviour.Accept;
            if (behaviour == MailServerBehaviour.Silent)
            {
                _silent.Enqueue(pipe);
                context.Properties.Clear();
                continue;
            }

            context.Properties[Key] = behaviour;
            if (behaviour == MailServerBehaviour.DropAtQuit)
            {
                context.CommandExecuting += DropAtQuit;
            }

            return pipe;
        }
    }

    public void Dispose()
    {
        foreach (var pipe in _silent)
        {
            pipe.Dispose();
        }

        _listener.Dispose();
    }

    protected override void OnEndpointStarted(EndpointEventArgs args)
    {
        Port = ((IPEndPoint)args.LocalEndPoint).Port;
        base.OnEndpointStarted(args);
    }

    private static void DropAtQuit(object? sender, SmtpCommandEventArgs args)
    {
        if (args.Command is QuitCommand)
        {
            args.Context.Pipe.Dispose();
        }
    }
}
