using Notifications.Mails;
using Notifications.Transport;
using Testing.Smtp;
using static Testing.SomeEvents;

namespace Notifications.Tests;

/// <summary>Several mails over one connection to a mail server.</summary>
public sealed class SmtpSessionTests
{
    [Fact]
    public async Task Mails_go_over_one_connection()
    {
        await using var smtp = new MailServer();
        var mails = Mails(3);

        (await Send(smtp, mails)).ShouldAllBe(result => result.Accepted);

        smtp.Received.Select(mail => $"<{mail.MessageId.Trim('<', '>')}>").ShouldBe(mails.Select(mail => mail.MessageId));
        smtp.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_mail_leaves_the_connection_to_the_next()
    {
        await using var smtp = new MailServer(MailServerBehaviour.RefuseForGood);

        var results = await Send(smtp, Mails(3));

        results.ShouldAllBe(result => result.Permanent && result.AddressRefused);
        smtp.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task An_address_that_is_none_leaves_the_connection_to_the_next()
    {
        await using var smtp = new MailServer();
        var mails = Mails(3);
        mails[1] = Mail("ada@example.com\r\nBcc: all@example.com");

        (await Send(smtp, mails)).Select(result => result.Accepted).ShouldBe([true, false, true]);

        smtp.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_takes_one_mail_for_each_connection_gets_a_connection_for_each()
    {
        await using var smtp = new MailServer([.. Enumerable.Repeat(MailServerBehaviour.OneMail, 3)]);

        (await Send(smtp, Mails(3))).ShouldAllBe(result => result.Accepted);

        smtp.Received.Count.ShouldBe(3);
        smtp.Connections.ShouldBe(3);
    }

    [Fact]
    public async Task A_mail_whose_connection_is_lost_after_its_data_is_not_sent_again_at_once_and_the_next_gets_a_new_connection()
    {
        await using var smtp = new MailServer(MailServerBehaviour.DropAfterData);

        (await Send(smtp, Mails(2))).Select(result => result.Accepted).ShouldBe([false, true]);

        smtp.Received.Count.ShouldBe(2);
        smtp.Received.Select(mail => mail.MessageId).ShouldBeUnique();
        smtp.Connections.ShouldBe(2);
    }

    private static async Task<IReadOnlyList<DeliveryResult>> Send(MailServer smtp, IReadOnlyList<OutgoingMail> mails)
    {
        var options = new MailOptions { Smtp = { Host = "127.0.0.1", Port = smtp.Port } };
        await using var session = new SmtpSession(options, TimeProvider.System);
        var results = new List<DeliveryResult>();
        foreach (var mail in mails)
        {
            results.Add(await session.Send(mail, CancellationToken.None));
        }

        return results;
    }

    private static List<OutgoingMail> Mails(int count) => [.. Enumerable.Range(1, count).Select(i => Mail($"{i}@example.com"))];

    private static OutgoingMail Mail(string to) => OutgoingMail.Queue(
        Guid.CreateVersion7(), new MailAddressee(to, "Ada"), new MailContent("invoice", 0, "en", "Your invoice", "Text", "<p>Text</p>"), "example.com", Morning);
}
