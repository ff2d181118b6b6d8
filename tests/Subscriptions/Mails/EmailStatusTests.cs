using Contracts.Events;
using FsCheck;
using FsCheck.Fluent;
using Subscriptions.Customers;
using Subscriptions.Tests.Support;
using Wire = Contracts.Subscriptions.V1;

namespace Subscriptions.Tests.Mails;

/// <summary>A customer remembers that mail to its address comes back.</summary>
public sealed class EmailStatusTests(SubscriptionsUnderTest service) : IClassFixture<SubscriptionsUnderTest>
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_bounce_shows_until_a_later_mail_is_accepted_and_changes_nothing_else()
    {
        var customer = await service.Customer();
        var (sent, known) = (Start.AddHours(1), Start.AddHours(2));

        var bounce = Bounced(customer, sent, known);
        await Handle(Delivered(customer, sent));
        await Handle(bounce);
        await service.Host.Publish(bounce);
        var bounced = await Read(customer);

        (bounced.EmailBounce.Time.ToDateTimeOffset(), bounced.EmailBounce.Permanent, bounced.EmailBounce.Diagnostic).ShouldBe((known, true, "550 no such user"));
        bounced.Etag.ShouldBe(customer.Etag);
        (await service.Customers.ListCustomersAsync(new() { Email = customer.Email })).Customers.ShouldHaveSingleItem().EmailBounce.ShouldBe(bounced.EmailBounce);
        (await service.Host.Raised<SubscriptionsDb, CustomerChanged>()).Count(e => e.AggregateId.ToString() == customer.Id).ShouldBe(1, "others need not know");

        await Handle(Delivered(customer, sent));
        (await Read(customer)).EmailBounce.ShouldNotBeNull("it is the mail that came back");
        await Handle(Delivered(customer, Start.AddHours(3)));
        (await Read(customer)).EmailBounce.ShouldBeNull();
    }

    [Fact]
    public async Task A_bounce_of_an_old_mail_that_comes_after_a_newer_delivery_does_not_win()
    {
        var customer = await service.Customer();

        await Handle(Delivered(customer, Start.AddHours(3)));
        await Handle(Bounced(customer, Start.AddHours(1), Start.AddHours(4)));

        (await Read(customer)).EmailBounce.ShouldBeNull();
    }

    [Fact]
    public async Task A_report_that_takes_back_a_bounce_speaks_of_its_own_mail_only()
    {
        var customer = await service.Customer();
        var (first, second) = (Start.AddHours(1), Start.AddHours(2));
        await Handle(Bounced(customer, first, Start.AddHours(3)));
        await Handle(Delivered(customer, first, Start.AddHours(4)));
        (await Read(customer)).EmailBounce.ShouldBeNull("it arrived after all");
        await Handle(Bounced(customer, first, Start.AddHours(5)));
        (await Read(customer)).EmailBounce.ShouldNotBeNull("and came back in the end");

        await Handle(Delivered(customer, second));
        await Handle(Bounced(customer, second, Start.AddHours(6)));
        await Handle(Delivered(customer, first, Start.AddHours(7)));

        (await Read(customer)).EmailBounce.Time.ToDateTimeOffset().ShouldBe(Start.AddHours(6), "the newer mail came back");
    }

    [Fact]
    public async Task A_change_of_address_begins_anew_and_reports_on_the_old_one_are_ignored()
    {
        var customer = await service.Customer();
        await Handle(Bounced(customer, null, Start.AddHours(1)));
        (await Read(customer)).EmailBounce.ShouldNotBeNull();

        var moved = customer.Clone();
        moved.Email = $"new.{customer.Email}";
        (await Update(moved)).EmailBounce.ShouldBeNull();
        await Handle(Bounced(customer, null, Start.AddHours(2)));
        (await Read(customer)).EmailBounce.ShouldBeNull();

        (await Update(customer)).EmailBounce.ShouldBeNull("the old address begins anew, too");
    }

    [Fact]
    public async Task A_change_of_something_else_keeps_it()
    {
        var customer = await service.Customer();
        await Handle(Bounced(customer, null, Start.AddHours(1)));

        customer.Name = "Ada King";
        (await Update(customer)).EmailBounce.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_mail_to_somebody_unknown_is_no_concern_of_this_service()
    {
        await Handle(new NoticeDelivered(Guid.CreateVersion7(), Guid.CreateVersion7(), SomeEvents.Staff, Start, null, null, "sign_in", "staff@example.com", Start, Guid.CreateVersion7()));
        await Handle(new NoticeDelivered(Guid.CreateVersion7(), Guid.CreateVersion7(), SomeEvents.Staff, Start, null, Guid.CreateVersion7(), "quotation", "x@example.com", Start, Guid.CreateVersion7()));
    }

    [Fact]
    public async Task Mails_that_were_accepted_together_clear_each_customers_bounce_and_no_other()
    {
        var (first, second, other) = (await service.Customer(), await service.Customer(), await service.Customer());
        foreach (var customer in new[] { first, second, other })
        {
            await Handle(Bounced(customer, null, Start.AddHours(1)));
        }

        // The newest counts, in whatever order they stand.
        await Handle(new NoticesDelivered(Guid.CreateVersion7(), Guid.CreateVersion7(), SomeEvents.Staff, Start, [
            Delivered(other, Start.AddHours(5)) with { CustomerId = null }, Delivered(first, Start.AddHours(3)),
            Delivered(other, Start.AddHours(5)) with { Address = "old@example.com" }, Delivered(second, Start.AddHours(2)),
            Delivered(first, Start.AddMinutes(30)), Delivered(other, Start),
        ]));

        (await Read(first)).EmailBounce.ShouldBeNull();
        (await Read(second)).EmailBounce.ShouldBeNull();
        (await Read(other)).EmailBounce.ShouldNotBeNull();
    }

    [Fact]
    public void Reports_in_any_order_and_repeated_come_to_the_same()
    {
        // Each mail is accepted at its hour, and may come back later.
        var reports = Gen.Choose(1, 4).SelectMany(sent => Gen.Choose(0, 2).Select(after => (Sent: sent, Bounced: after == 0 ? 0 : sent + after)));
        Prop.ForAll(reports.ListOf().ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (list, seed) =>
        {
            List<(int Sent, int Bounced)> all = [.. list, .. list.Where(r => r.Bounced > 0).Select(r => (r.Sent, 0))];
            var random = new Random(seed);
            var shuffled = all.Concat(all).OrderBy(_ => random.Next()).ToList();
            Outcome(shuffled).ShouldBe(Outcome(all.OrderBy(r => r.Bounced > 0 ? r.Bounced : r.Sent).ThenBy(r => r.Bounced > 0).ToList()));
        }).QuickCheckThrowOnFailure();

        static (DateTimeOffset?, DateTimeOffset?) Outcome(List<(int Sent, int Bounced)> reports)
        {
            var status = EmailStatus.Create(Guid.Empty, "a@example.com", Start);
            foreach (var (sent, bounced) in reports)
            {
                if (bounced > 0)
                {
                    status.Bounced(Start.AddHours(sent), Start.AddHours(bounced), true, "", Start);
                }
                else
                {
                    status.Delivered(Start.AddHours(sent), Start.AddHours(sent), Start);
                }
            }

            return (status.BouncedMailAt, status.BouncedAt);
        }
    }

    /// <param name="reported">When a report said that it arrived; null: its acceptance.</param>
    private static NoticeDelivered Delivered(Wire.Customer customer, DateTimeOffset sent, DateTimeOffset? reported = null) => new(
        Guid.CreateVersion7(), Guid.CreateVersion7(), SomeEvents.Staff, reported ?? sent, null, Guid.Parse(customer.Id), "quotation", customer.Email.ToUpperInvariant(), sent, Guid.CreateVersion7());

    private static NoticeBounced Bounced(Wire.Customer customer, DateTimeOffset? sent, DateTimeOffset at) => new(
        Guid.CreateVersion7(), Guid.CreateVersion7(), SomeEvents.Staff, at, null, Guid.Parse(customer.Id), "quotation", customer.Email, true, "550 no such user", sent, Guid.CreateVersion7());

    private async Task Handle(IEvent e)
    {
        await service.Host.Publish(e);
        await service.Host.Handled<SubscriptionsDb>(e.EventId);
    }

    private async Task<Wire.Customer> Read(Wire.Customer customer) => await service.Customers.GetCustomerAsync(new() { Id = customer.Id });

    private async Task<Wire.Customer> Update(Wire.Customer customer)
    {
        customer.Etag = "";
        return await service.Customers.UpdateCustomerAsync(new() { Customer = customer });
    }
}
