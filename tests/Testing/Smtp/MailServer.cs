using System.Net;
using System.Security.Authentication;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Net;
using SmtpServer.Storage;

namespace Testing.Smtp;

/// <summary>A mail server on a port of its own, which fails when a test wants it to.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly MailServerEndpoint _endpoint;
    private readonly MailServerRules _rules;
    private readonly Task _running;

    public MailServer(params MailServerBehaviour[] next)
        : this(new MailServerSettings(), next)
    {
    }

    /// <param name="next">For the first connections, one each; those after them are accepted.</param>
    public MailServer(MailServerSettings settings, params MailServerBehaviour[] next)
    {
        _endpoint = new MailServerEndpoint(next);
        _rules = new MailServerRules(settings.Credentials);
        var services = new ServiceProvider();
        services.Add((IEndpointListenerFactory)_endpoint);
        services.Add((IMessageStore)_rules);
        services.Add((IMailboxFilter)_rules);
        if (settings.Credentials is not null)
        {
            services.Add((IUserAuthenticator)_rules);
        }

        var options = new SmtpServerOptionsBuilder().ServerName("test").Endpoint(endpoint => Define(endpoint, settings)).Build();
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    public int Port => _endpoint.Port;

    /// <summary>How many were made so far.</summary>
    public int Connections => _endpoint.Connections;

    /// <summary>Every mail whose data came in whole, also those that were not acknowledged.</summary>
    public IReadOnlyList<ReceivedMail> Received => _rules.Received;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private static void Define(EndpointDefinitionBuilder endpoint, MailServerSettings settings)
    {
        endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, 0)).IsSecure(settings.ImplicitTls)
            .AuthenticationRequired(settings.Credentials is not null).AllowUnsecureAuthentication();
        if (settings.Certificate is { } certificate)
        {
            endpoint.Certificate(certificate).SupportedSslProtocols(SslProtocols.Tls12 | SslProtocols.Tls13);
        }
    }
}
