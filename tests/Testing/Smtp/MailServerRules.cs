using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Testing.Smtp;

/// <summary>Whom the server lets in, and what it answers to a recipient and to a mail.</summary>
internal sealed class MailServerRules(NetworkCredential? credentials) : IMessageStore, IMailboxFilter, IUserAuthenticator
{
    private const string HadOne = "had one";

    private readonly ConcurrentQueue<ReceivedMail> _received = new();

    public IReadOnlyList<ReceivedMail> Received => [.. _received];

    public Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken) =>
        Task.FromResult(user == credentials?.UserName && password == credentials.Password);

    public Task<bool> CanAcceptFromAsync(ISessionContext context, IMailbox from, int size, CancellationToken cancellationToken)
    {
        if (MailServerEndpoint.BehaviourOf(context) == MailServerBehaviour.OneMail && !context.Properties.TryAdd(HadOne, true))
        {
            throw new SmtpResponseException(new SmtpResponse(SmtpReplyCode.ServiceUnavailable, "4.7.0 one mail for each connection"), quit: true);
        }

        return Task.FromResult(true);
    }

    public Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken)
    {
        var behaviour = MailServerEndpoint.BehaviourOf(context);
        if (behaviour is MailServerBehaviour.RefuseForGood or MailServerBehaviour.RefuseForGoodAndHangUp)
        {
            var refusal = new SmtpResponse(SmtpReplyCode.MailboxUnavailable, "5.1.1 no such mailbox");
            throw new SmtpResponseException(refusal, quit: behaviour == MailServerBehaviour.RefuseForGoodAndHangUp);
        }

        return Task.FromResult(true);
    }

    public Task<SmtpResponse> SaveAsync(
        ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        using var data = new MemoryStream(buffer.ToArray());
        var user = context.Authentication.IsAuthenticated ? context.Authentication.User : null;
        _received.Enqueue(new ReceivedMail(MimeMessage.Load(data, cancellationToken), context.Pipe.IsSecure, user));
        switch (MailServerEndpoint.BehaviourOf(context))
        {
            case MailServerBehaviour.Defer:
                return Task.FromResult(new SmtpResponse(SmtpReplyCode.Aborted, "4.7.1 greylisted, come again"));
            case MailServerBehaviour.DropAfterData:
                context.Pipe.Dispose();
                break;
        }

        return Task.FromResult(SmtpResponse.Ok);
    }
}
