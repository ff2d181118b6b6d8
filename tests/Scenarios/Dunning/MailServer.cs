using Microsoft.Extensions.DependencyInjection;
using Notifications.Mails;
using Notifications.Transport;

namespace Scenarios.Tests.Dunning;

/// <summary>A mail server that answers to each customer and kind of mail as a test says; it takes all else.</summary>
internal sealed class MailServer : IMailTransport, IMailConnection
{
    private readonly Dictionary<(string To, string Template), DeliveryResult> _answers = [];

    /// <param name="who">The customer's name.</param>
    /// <param name="answer">Null: takes it.</param>
    public void Answer(string who, string template, DeliveryResult? answer)
    {
        if (answer is null)
        {
            _answers.Remove(($"{who}@example.com", template));
        }
        else
        {
            _answers[($"{who}@example.com", template)] = answer;
        }
    }

    public void Join(IServiceCollection services) => services.AddSingleton<IMailTransport>(this);

    public IMailConnection Connect() => this;

    public Task<DeliveryResult> Send(OutgoingMail mail, CancellationToken ct) =>
        Task.FromResult(_answers.GetValueOrDefault((mail.To, mail.Template), DeliveryResult.Delivered("250 taken")));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
