using System.Diagnostics;
using System.Globalization;
using Contracts.Subscriptions.V1;

namespace Cluster.Tests.Support;

/// <summary>What must be so when the dust has settled.</summary>
internal static class Aftermath
{
    /// <summary>
    /// Each accepted close has exactly one chatter entry, one mail and one credit note, and each due period exactly one invoice. Prints how
    /// long it took from now until that was so.
    /// </summary>
    /// <param name="repeatedMails">A crash may fall on the delivery to the mail server: then the same mail may come twice, as the same mail.</param>
    public static async Task ShouldBeWhole(
        this ClusterUnderTest cluster, string fault, IReadOnlyCollection<Subscription> closed, bool repeatedMails = false)
    {
        var began = Stopwatch.GetTimestamp();
        await Eventually.Async(() => IsThere(cluster, closed), "what each close and period brings about", TimeSpan.FromMinutes(3), ClusterUnderTest.Look);
        await cluster.Settled();
        Recovery.Print(fault, $"{closed.Count} closes whole {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s after the fault was over");

        using var client = await cluster.SignIn();
        var mails = cluster.Mail.Received;
        foreach (var order in closed)
        {
            var traces = await Traces.Of(client, order.Id);
            traces.Closed.Count.ShouldBe(1, $"chatter entries of {order.Number}");
            traces.Mails.Count.ShouldBe(1, $"mails about {order.Number}");
            traces.Invoices.Count.ShouldBe(Orders.Periods, $"invoices of {order.Number}");
            traces.Invoices.Select(invoice => invoice.PeriodStart).Distinct().Count().ShouldBe(Orders.Periods, $"periods of {order.Number}");
            traces.CreditNotes.Count.ShouldBe(1, $"credit notes of {order.Number}");

            var received = mails.Where(mail => mail.Subject.Contains($"{order.Number} is closed", StringComparison.Ordinal)).ToList();
            received.Select(mail => mail.MessageId).Distinct().ShouldBe([traces.Mails[0].MessageId], $"mails received about {order.Number}");
            if (!repeatedMails)
            {
                received.Count.ShouldBe(1, $"mails received about {order.Number}");
            }
        }

        await NumbersShouldHaveNoGaps(cluster);
    }

    /// <summary>At least once; what a consumer holds back until its next try is in no queue that could be asked.</summary>
    private static async Task<bool> IsThere(ClusterUnderTest cluster, IReadOnlyCollection<Subscription> closed)
    {
        var ids = string.Join("','", closed.Select(order => order.Id));
        var entries = await cluster.Count("notifications", $"""SELECT COUNT(DISTINCT "ThreadId") FROM "ChatterEntries" WHERE "Kind" = 'Closed' AND "ThreadId" IN ('{ids}')""");
        var invoices = await cluster.Count("billing", $"""SELECT COUNT(*) FROM "Invoices" WHERE "SourceId" IN ('{ids}')""");
        var credits = await cluster.Count("billing", $"""SELECT COUNT(*) FROM "CreditNotes" WHERE "SourceId" IN ('{ids}')""");
        return entries == closed.Count && invoices >= closed.Count * Orders.Periods && credits >= closed.Count;
    }

    private static async Task NumbersShouldHaveNoGaps(ClusterUnderTest cluster)
    {
        var numbers = await cluster.Query("billing", """SELECT "Number" FROM "Invoices" WHERE "Number" IS NOT NULL""", row => row.GetString(0));
        var counted = numbers.Select(number => int.Parse(number.Split('/')[^1], CultureInfo.InvariantCulture)).Order().ToList();
        counted.ShouldBe(Enumerable.Range(1, counted.Count), "invoice numbers");
    }
}
