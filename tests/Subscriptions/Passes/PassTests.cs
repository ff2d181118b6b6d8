using Contracts.Common.V1;
using Contracts.Events;
using Contracts.Subscriptions.V1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using ServiceDefaults.Data;
using Subscriptions.Tests.Support;

namespace Subscriptions.Tests.Passes;

/// <summary>A service for all tests on one database: each has clients of its own.</summary>
public sealed class PassesOnSqliteHost() : PassHost(DatabaseProvider.Sqlite);

public sealed class PassesOnPostgresHost() : PassHost(DatabaseProvider.Postgres);

public abstract class PassHost(DatabaseProvider database) : IAsyncLifetime
{
    public SubscriptionsUnderTest Service { get; private set; } = null!;

    public async Task InitializeAsync() => Service = await SubscriptionsUnderTest.Start(database, "2026-03-16T10:00:00Z");

    public async Task DisposeAsync() => await Service.DisposeAsync();
}

public sealed class PassesOnSqlite(PassesOnSqliteHost host) : PassTests(host), IClassFixture<PassesOnSqliteHost>;

public sealed class PassesOnPostgres(PassesOnPostgresHost host) : PassTests(host), IClassFixture<PassesOnPostgresHost>;

/// <summary>Passes are sold, used and explained (domain.md A2, C13).</summary>
public abstract class PassTests(PassHost host)
{
    private readonly SubscriptionsUnderTest _service = host.Service;

    private PassService.PassServiceClient Passes => _service.Passes();

    private DateTimeOffset Now => _service.Clock.GetUtcNow();

    private DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    [Fact]
    public async Task A_pass_is_sold_with_its_terms_and_its_invoice_asked_for()
    {
        var (type, ada) = (await _service.ClassType(), await _service.Customer());
        var template = await _service.Template(type: type, grace: 3);
        var preview = await Passes.PreviewPassSaleAsync(new() { CustomerId = ada.Id, TemplateId = template, DiscountBasisPoints = 1250 });

        var pass = await Passes.SellPassAsync(new()
        {
            CustomerId = ada.Id, TemplateId = template, DiscountBasisPoints = 1250, Payment = PassPayment.CardTerminal, PaymentReference = "R-17",
        });

        (preview.SoldPrice, preview.StartDate, preview.EndDate, preview.Terms).ShouldBe((pass.SoldPrice, pass.StartDate, pass.EndDate, pass.Terms));
        pass.ShouldSatisfyAllConditions(
            p => p.Number.ShouldStartWith("P0"),
            p => (p.State, p.InGrace, p.Payment, p.Seller.Kind).ShouldBe((PassState.Active, false, PassPayment.CardTerminal, ActorKind.Staff)),
            p => (p.Price.ToDecimal(), p.Discount.ToDecimal(), p.SoldPrice.ToDecimal()).ShouldBe((40m, 5m, 35m)),
            p => (p.StartDate.Day(), p.EndDate.Day(), p.GraceEndDate.Day()).ShouldBe((Today, Today.AddMonths(1), Today.AddMonths(1).AddDays(3))),
            p => (p.TotalClasses, p.UsedClasses, p.RemainingClasses, p.LapsedClasses).ShouldBe((8, 0, 8, 0)),
            p => (p.TemplateName.In("en"), p.ClassTypeName.In("en"), p.Terms.ClassTypeId).ShouldBe(("Standard", "Yoga", $"{type.Id}")),
            p => (p.Holders.Single().CustomerId, p.Holders.Single().Code.Length).ShouldBe((ada.Id, 26)));
        (await _service.Read(pass)).ShouldBe(pass);
        (await Raised<PassSold>(pass)).Single().ShouldSatisfyAllConditions(
            e => (e.Sequence, e.Subject.Kind, e.Subject.Number, e.Customer.Id).ShouldBe((1, SubjectKinds.Pass, pass.Number, Guid.Parse(ada.Id))),
            e => (e.Price.Amount, e.Discount.Amount, e.DiscountPercent, e.Total).ShouldBe((40m, 5m, 12.5m, new EventMoney("EUR", 35))),
            e => e.Payment.ShouldBe(new EventPassPayment("desk", "card", "R-17")),
            e => (e.AwaitsPayment, e.Holders.Single().Email, e.Pass.State).ShouldBe((false, ada.Email, "active")));
    }

    [Fact]
    public async Task Freestyle_lets_price_classes_and_validity_be_set_and_others_do_not()
    {
        var ada = await _service.Customer();
        var request = new SellPassRequest
        {
            CustomerId = ada.Id, TemplateId = await _service.Template(freestyle: true, overlapping: true), Price = Money.From(99.5m, "EUR"), Classes = 3, Payment = PassPayment.Transfer,
            Validity = new PassValidity { Unit = PassValidityUnit.Day, Count = 10 },
        };
        var pass = await Passes.SellPassAsync(request);
        (pass.SoldPrice.ToDecimal(), pass.RemainingClasses, pass.EndDate.Day()).ShouldBe((99.5m, 3, Today.AddDays(10)));

        request.TemplateId = await _service.Template(overlapping: true);
        (await Refused.By(Passes.SellPassAsync(request))).Violations.ShouldBe(["classes:NOT_FREESTYLE", "validity:NOT_FREESTYLE", "price:NOT_FREESTYLE"]);
        (await Refused.By(Passes.SellPassAsync(new()
        {
            CustomerId = ada.Id, TemplateId = request.TemplateId, Discount = Money.From(40.01m, "EUR"), Payment = PassPayment.Cash,
        }))).Violations.ShouldBe(["discount:DISCOUNT_ABOVE_PRICE"]);
    }

    [Fact]
    public async Task A_sale_to_a_client_who_is_not_entered_yet_is_previewed_and_nothing_kept()
    {
        var (bob, shared) = (await _service.Customer(), await _service.Template(price: 90, shared: true));
        // Where it is the next day already.
        var preview = await Passes.PreviewPassSaleAsync(new() { NewClientTimeZone = "Pacific/Kiritimati", TemplateId = shared, HolderIds = { bob.Id }, DiscountBasisPoints = 1000 });

        (preview.SoldPrice.ToDecimal(), preview.Holders.Count, preview.StartDate.Day()).ShouldBe((81, 2, DateOnly.FromDateTime(Now.AddHours(14).UtcDateTime)));
        (await Refused.By(Passes.PreviewPassSaleAsync(new() { TemplateId = shared }))).Violations.ShouldBe(["customer_id:REQUIRED"]);
        (await Refused.By(Passes.PreviewPassSaleAsync(new() { TemplateId = shared, NewClientTimeZone = "Europe/Atlantis" }))).Violations.ShouldBe(["new_client_time_zone:UNKNOWN_TIME_ZONE"]);
    }

    [Fact]
    public async Task An_overlap_is_refused_by_name_and_day_unless_the_template_allows_it()
    {
        var (ada, yoga) = (await _service.Customer(), await _service.ClassType());
        var (fixedTemplate, all) = (await _service.Template(type: yoga), await _service.Template());
        var first = await _service.Sell(ada, fixedTemplate);

        var refused = await Refused.By(Passes.SellPassAsync(new() { CustomerId = ada.Id, TemplateId = all, Payment = PassPayment.Cash }));
        (refused.Status, refused.Reason).ShouldBe((StatusCode.FailedPrecondition, "PASS_OVERLAPS"));
        refused.Message.ShouldBe($"{ada.Name} has pass {first.Number} until {Today.AddMonths(1).AddDays(-1):yyyy-MM-dd}; passes of this template do not overlap.");

        var bea = await _service.Customer();
        var whenever = await _service.Sell(bea, await _service.Template(start: "first_visit"));
        (await Refused.By(Passes.SellPassAsync(new() { CustomerId = bea.Id, TemplateId = all, Payment = PassPayment.Cash }))).Message
            .ShouldBe($"{bea.Name} has pass {whenever.Number} that starts with its first visit; passes of this template do not overlap.");

        await _service.Sell(ada, await _service.Template(type: await _service.ClassType("Pilates")));
        await _service.Sell(ada, await _service.Template(type: yoga, overlapping: true));
        var chosen = await _service.Template(type: yoga, start: "chosen");
        (await Refused.By(Passes.SellPassAsync(new() { CustomerId = ada.Id, TemplateId = chosen, Payment = PassPayment.Cash, StartDate = Date.From(Today.AddDays(30)) }))).Reason.ShouldBe("PASS_OVERLAPS");
        (await Passes.SellPassAsync(new() { CustomerId = ada.Id, TemplateId = chosen, Payment = PassPayment.Cash, StartDate = first.EndDate })).StartDate.ShouldBe(first.EndDate);
    }

    [Fact]
    public async Task The_pass_of_the_right_class_type_that_is_over_first_is_used()
    {
        var (ada, yoga, pilates) = (await _service.Customer(), await _service.ClassType(), await _service.ClassType("Pilates"));
        var month = await _service.Sell(ada, await _service.Template(overlapping: true));
        var week = await _service.Sell(ada, await _service.Template(type: yoga, unit: "week", overlapping: true));
        var endless = await _service.Sell(ada, await _service.Template(unit: "none", count: 0, overlapping: true));

        (await _service.CheckIn(ada, $"{yoga.Id}")).Pass.ShouldSatisfyAllConditions(p => p.Id.ShouldBe(week.Id), p => p.RemainingClasses.ShouldBe(7));
        (await _service.CheckIn(ada, $"{pilates.Id}")).Pass.Id.ShouldBe(month.Id);
        (await _service.CheckIn(ada)).Pass.Id.ShouldBe(week.Id);
        (await Passes.CheckInAsync(new() { CustomerId = ada.Id, PassId = endless.Id })).Pass.Id.ShouldBe(endless.Id);
        (await Passes.CheckInAsync(new() { Code = month.Holders[0].Code.ToLowerInvariant() })).Visit.ShouldSatisfyAllConditions(
            v => (v.PassNumber, v.CustomerName, v.State, v.Classes).ShouldBe((month.Number, ada.Name, VisitState.Attended, 1)));
        (await Refused.By(Passes.CheckInAsync(new() { CustomerId = ada.Id, PassId = week.Id, ClassTypeId = $"{pilates.Id}" }))).Reason.ShouldBe("WRONG_CLASS_TYPE");
    }

    [Fact]
    public async Task A_check_in_that_is_sent_again_counts_once()
    {
        var ada = await _service.Customer();
        var pass = await _service.Sell(ada, await _service.Template());
        var request = new CheckInRequest { CustomerId = ada.Id, RequestId = Guid.NewGuid().ToString() };

        var first = await Passes.CheckInAsync(request);
        (await Passes.CheckInAsync(request)).ShouldBe(first);
        (await _service.Read(pass)).RemainingClasses.ShouldBe(7);
        (await Refused.By(Passes.CheckInAsync(new() { Code = pass.Holders[0].Code, RequestId = request.RequestId }))).Violations.ShouldBe(["request_id:REUSED"]);
    }

    [Fact]
    public async Task Of_many_check_ins_for_the_last_class_one_wins_and_the_others_are_told_so()
    {
        var ada = await _service.Customer();
        var pass = await _service.Sell(ada, await _service.Template(classes: 2));
        await _service.CheckIn(ada);

        var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            try
            {
                await _service.CheckIn(ada);
                return "";
            }
            catch (RpcException e)
            {
                return Refused.From(e).Reason;
            }
        }));

        tries.Order().ShouldBe([.. Enumerable.Repeat("", 1), .. Enumerable.Repeat("PASS_USED_UP", 7)]);
        (await _service.Read(pass)).ShouldSatisfyAllConditions(p => (p.State, p.UsedClasses, p.RemainingClasses).ShouldBe((PassState.UsedUp, 2, 0)));
        (await Raised<PassUsedUp>(pass)).Count.ShouldBe(1);
        (await Raised<PassUsed>(pass)).Select(e => e.Sequence).ShouldBe([2, 4]);
    }

    [Fact]
    public async Task A_shared_pass_counts_for_all_its_clients()
    {
        var clients = new[] { await _service.Customer(), await _service.Customer(timeZone: "Asia/Tehran"), await _service.Customer(), await _service.Customer() };
        var (buyer, template) = (await _service.Customer(), await _service.Template(classes: 5, shared: true));
        (await Refused.By(Passes.SellPassAsync(new()
        {
            CustomerId = buyer.Id, TemplateId = await _service.Template(), HolderIds = { clients.Select(c => c.Id) }, Payment = PassPayment.Cash,
        }))).Violations.ShouldBe(["holder_ids:NOT_SHARED"]);
        var pass = await _service.Sell(buyer, template, clients);
        pass.Holders.Select(h => h.Code).Distinct().Count().ShouldBe(4);

        foreach (var client in clients)
        {
            await _service.CheckIn(client);
        }

        await Passes.CheckInAsync(new() { Code = pass.Holders[2].Code });
        (await Refused.By(Passes.CheckInAsync(new() { CustomerId = clients[0].Id }))).Reason.ShouldBe("PASS_USED_UP");
        (await Refused.By(Passes.CheckInAsync(new() { CustomerId = buyer.Id }))).Reason.ShouldBe("NO_PASS");
        (await Passes.ListVisitsAsync(new() { PassId = pass.Id })).Visits.Select(v => v.CustomerName).Order()
            .ShouldBe(clients.Select(c => c.Name).Append(clients[2].Name).Order());
        (await Passes.ListVisitsAsync(new() { CustomerId = clients[2].Id })).Visits.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_edit_of_the_template_changes_no_pass_that_was_sold()
    {
        var (ada, template) = (await _service.Customer(), await _service.Template());
        var pass = await _service.Sell(ada, template);
        await _service.Template(id: template, classes: 3, price: 90, unit: "day", grace: 9, name: "Other", archived: true);

        (await _service.CheckIn(ada)).Pass.ShouldSatisfyAllConditions(
            p => (p.RemainingClasses, p.EndDate, p.TemplateName.In("en")).ShouldBe((7, pass.EndDate, "Standard")),
            p => p.Terms.ShouldBe(pass.Terms));
        (await Refused.By(Passes.SellPassAsync(new() { CustomerId = (await _service.Customer()).Id, TemplateId = template, Payment = PassPayment.Cash }))).Violations.ShouldBe(["template_id:ARCHIVED"]);
    }

    [Fact]
    public async Task A_visit_that_is_undone_is_left_again_and_the_ledger_tells_it()
    {
        var ada = await _service.Customer();
        var pass = await _service.Sell(ada, await _service.Template(classes: 1));
        var visit = (await _service.CheckIn(ada)).Visit;

        var undone = await Passes.UndoVisitAsync(new() { Id = visit.Id, Reason = "Wrong client" });
        (undone.Visit.State, undone.Visit.Classes, undone.Visit.UndoReason, undone.Visit.UndoActor.Kind).ShouldBe((VisitState.Undone, 0, "Wrong client", ActorKind.Staff));
        (undone.Pass.State, undone.Pass.RemainingClasses, undone.Pass.UsedClasses, undone.Pass.LastVisitTime).ShouldBe((PassState.Active, 1, 0, null));
        (await Refused.By(Passes.UndoVisitAsync(new() { Id = visit.Id }))).Reason.ShouldBe("ALREADY_UNDONE");
        (await _service.Ledger(pass)).Select(e => (e.Kind, e.Classes, e.Balance, e.VisitId)).ShouldBe(
            [(PassEntryKind.Grant, 1, 1, ""), (PassEntryKind.Use, -1, 0, visit.Id), (PassEntryKind.Reverse, 1, 1, visit.Id)]);
    }

    [Fact]
    public async Task What_a_missed_class_uses_is_said_by_the_terms()
    {
        var ada = await _service.Customer();
        var pass = await _service.Sell(ada, await _service.Template(noShowCounts: false));
        var noShow = await Passes.RecordMissedVisitAsync(new() { CustomerId = ada.Id, State = VisitState.NoShow, VisitTime = Now.ToTimestamp() });
        (noShow.Visit.State, noShow.Visit.Classes, noShow.Pass.RemainingClasses).ShouldBe((VisitState.NoShow, 0, 8));
        // Twelve hours before is in time.
        (await Cancelled(12)).Classes.ShouldBe(0);
        (await Cancelled(11)).Classes.ShouldBe(1);
        (await _service.Read(pass)).ShouldSatisfyAllConditions(p => (p.RemainingClasses, p.LastVisitTime).ShouldBe((7, null)));

        async Task<Visit> Cancelled(int hoursBefore) => (await Passes.RecordMissedVisitAsync(new()
        {
            CustomerId = ada.Id, State = VisitState.LateCancel, VisitTime = Now.AddHours(hoursBefore).ToTimestamp(),
        })).Visit;
    }

    [Fact]
    public async Task A_missed_class_is_entered_by_the_code_too()
    {
        var (ada, bob) = (await _service.Customer(), await _service.Customer());
        var first = await _service.Sell(ada, await _service.Template(overlapping: true, shared: true), ada, bob);
        var second = await _service.Sell(ada, await _service.Template(overlapping: true, unit: "week"));

        var missed = await Passes.RecordMissedVisitAsync(new() { Code = first.Holders[1].Code.ToLowerInvariant(), State = VisitState.NoShow, VisitTime = Now.ToTimestamp() });

        (missed.Visit.CustomerId, missed.Visit.State, missed.Pass.Id, missed.Pass.RemainingClasses).ShouldBe((bob.Id, VisitState.NoShow, first.Id, 7));
        (await Refused.By(Passes.RecordMissedVisitAsync(new() { Code = first.Holders[0].Code, PassId = second.Id, State = VisitState.NoShow, VisitTime = Now.ToTimestamp() })))
            .Violations.ShouldBe(["pass_id:NOT_EXPECTED"]);
        (await Refused.By(Passes.RecordMissedVisitAsync(new() { State = VisitState.NoShow, VisitTime = Now.ToTimestamp() }))).Violations.ShouldBe(["customer_id:REQUIRED"]);
    }

    [Fact]
    public async Task An_unknown_code_is_named_with_its_field_and_rule()
    {
        foreach (var code in new[] { "", "of another business", new string('7', 26) })
        {
            Unknown(await Refused.By(Passes.CheckInAsync(new() { Code = code })));
            Unknown(await Refused.By(Passes.RecordMissedVisitAsync(new() { Code = code, State = VisitState.NoShow, VisitTime = Now.ToTimestamp() })));
        }

        static void Unknown(Refused refused) => (refused.Status, refused.Reason, string.Join(' ', refused.Violations)).ShouldBe((StatusCode.NotFound, "NOT_FOUND", "code:UNKNOWN_CODE"));
    }

    [Fact]
    public async Task A_refusal_names_the_client_who_was_found()
    {
        var (ada, bob) = (await _service.Customer(), await _service.Customer());
        var pass = await _service.Sell(bob, await _service.Template(classes: 1));
        await _service.CheckIn(bob);

        Found(await Refused.By(Passes.CheckInAsync(new() { CustomerId = ada.Id })), "NO_PASS", ada);
        Found(await Refused.By(Passes.CheckInAsync(new() { Code = pass.Holders[0].Code })), "PASS_USED_UP", bob);

        static void Found(Refused refused, string reason, Customer client) =>
            (refused.Reason, refused.Metadata["holder_id"], refused.Metadata["holder"]).ShouldBe((reason, client.Id, client.Name));
    }

    [Fact]
    public async Task A_class_that_lies_ahead_is_cancelled_by_a_list_as_it_is_one_by_one()
    {
        var (ada, bob) = (await _service.Customer(), await _service.Customer());
        await _service.Sell(ada, await _service.Template());
        await _service.Sell(bob, await _service.Template());
        VisitLine Line(int hours, VisitState state = VisitState.LateCancel) => new() { CustomerId = ada.Id, State = state, VisitTime = Now.AddHours(hours).ToTimestamp() };

        var answer = await Passes.RecordVisitsAsync(new() { Lines = { Line(13), Line(11), Line(-1), Line(1, VisitState.NoShow), Line(1, VisitState.Attended) } });

        answer.Results.Select(r => (r.Refusal, r.Visit?.Classes)).ShouldBe([("", 0), ("", 1), ("", 1), ("FUTURE", null), ("FUTURE", null)]);
        var ahead = Now.AddHours(13).ToTimestamp();
        (await Passes.RecordVisitsAsync(new() { VisitTime = ahead, Lines = { new VisitLine { CustomerId = bob.Id, State = VisitState.LateCancel }, Line(-1) } }))
            .Results.Select(r => r.Visit?.VisitTime).ShouldBe([ahead, Now.AddHours(-1).ToTimestamp()]);
        (await Refused.By(Passes.RecordVisitsAsync(new() { VisitTime = ahead, Lines = { new VisitLine { CustomerId = bob.Id } } }))).Violations.ShouldBe(["visit_time:FUTURE"]);
    }

    [Fact]
    public async Task Visits_are_listed_by_when_they_were_entered()
    {
        var (ada, template) = (await _service.Customer(), await _service.Template(start: "chosen"));
        await Passes.SellPassAsync(new() { CustomerId = ada.Id, TemplateId = template, Payment = PassPayment.Cash, StartDate = Date.From(Today.AddDays(-9)) });
        var entered = Now;
        var (late, early) = (await Visited(-1), await Visited(-8));
        await _service.Go(Now.AddMinutes(1));
        var last = await Visited(-4);

        (await Listed(new() { CustomerId = ada.Id })).ShouldBe([late, last, early]);
        (await Listed(new() { CustomerId = ada.Id, RecordStartTime = entered.AddMinutes(1).ToTimestamp() })).ShouldBe([last]);
        (await Listed(new() { CustomerId = ada.Id, RecordEndTime = entered.AddMinutes(1).ToTimestamp() })).ShouldBe([late, early]);
        ListVisitsRequest byRecord = new() { CustomerId = ada.Id, RecordStartTime = entered.ToTimestamp(), OrderBy = "record_time desc", PageSize = 1 };
        var first = await Passes.ListVisitsAsync(byRecord);
        first.Visits.Single().Id.ShouldBe(last);
        (await Listed(new(byRecord) { PageSize = 2, PageToken = first.NextPageToken })).Order().ShouldBe(new[] { late, early }.Order());
        (await Refused.By(Passes.ListVisitsAsync(new() { OrderBy = "customer" }))).Violations.ShouldBe(["order_by:UNKNOWN_ORDER"]);

        async Task<string> Visited(int days) => (await Passes.CheckInAsync(new() { CustomerId = ada.Id, VisitTime = Now.AddDays(days).ToTimestamp() })).Visit.Id;
        async Task<IEnumerable<string>> Listed(ListVisitsRequest request) => (await Passes.ListVisitsAsync(request)).Visits.Select(v => v.Id);
    }

    [Fact]
    public async Task The_ledger_is_paged_from_either_end()
    {
        var ada = await _service.Customer();
        var pass = await _service.Sell(ada, await _service.Template(classes: 5));
        for (var i = 0; i < 4; i++)
        {
            await _service.CheckIn(ada);
        }

        (await Pages("")).ShouldBe([1, 2, 0, 3, 4, 0, 5, 0]);
        (await Pages("position desc")).ShouldBe([5, 4, 0, 3, 2, 0, 1, 0]);
        (await Refused.By(Passes.ListPassEntriesAsync(new() { PassId = pass.Id, OrderBy = "balance" }))).Violations.ShouldBe(["order_by:UNKNOWN_ORDER"]);

        // A 0 ends each page.
        async Task<List<int>> Pages(string order)
        {
            var (seen, token) = (new List<int>(), "");
            do
            {
                var page = await Passes.ListPassEntriesAsync(new() { PassId = pass.Id, OrderBy = order, PageSize = 2, PageToken = token });
                seen.AddRange([.. page.Entries.Select(e => e.Position), 0]);
                token = page.NextPageToken;
            }
            while (token.Length > 0);

            return seen;
        }
    }

    [Fact]
    public async Task A_days_list_is_entered_line_by_line()
    {
        var (ada, bob, template) = (await _service.Customer(), await _service.Customer(), await _service.Template(classes: 1));
        await _service.Sell(ada, template);
        var bobs = await _service.Sell(bob, template);

        var answer = await Passes.RecordVisitsAsync(new()
        {
            VisitTime = Now.ToTimestamp(),
            Lines =
            {
                new VisitLine { Text = ada.Email.ToUpperInvariant() }, new VisitLine { Text = ada.Name }, new VisitLine { Text = "Nobody Known" }, new VisitLine { Text = bobs.Holders[0].Code },
                new VisitLine { CustomerId = (await _service.Customer()).Id }, new VisitLine { CustomerId = bob.Id, VisitTime = Now.AddHours(1).ToTimestamp() },
            },
        });

        answer.Results.Select(r => r.Refusal).ShouldBe(["", "PASS_USED_UP", "UNKNOWN", "", "NO_PASS", "FUTURE"]);
        (answer.RecordedCount, answer.Results[0].Visit.CustomerId, answer.Results[3].Visit.CustomerId, answer.Results[3].RemainingClasses).ShouldBe((2, ada.Id, bob.Id, 0));
        (await _service.Read(bobs)).State.ShouldBe(PassState.UsedUp);
    }

    [Fact]
    public async Task A_pass_expires_by_itself_and_comes_back_when_it_is_extended()
    {
        var ada = await _service.Customer();
        var pass = await _service.Sell(ada, await _service.Template(unit: "day", count: 3));
        await _service.CheckIn(ada);
        await _service.Go(Now.AddDays(3));

        var expired = await _service.Read(pass);
        (expired.State, expired.RemainingClasses, expired.LapsedClasses, expired.FinishTime).ShouldBe((PassState.Expired, 0, 7, Now.ToTimestamp()));
        (await Refused.By(Passes.CheckInAsync(new() { CustomerId = ada.Id }))).Reason.ShouldBe("PASS_EXPIRED");
        (await Raised<PassExpired>(pass)).Single().LapsedClasses.ShouldBe(7);

        var extended = await Passes.ExtendPassAsync(new() { Id = pass.Id, Validity = new() { Unit = PassValidityUnit.Week, Count = 1 }, BonusClasses = 2, Reason = "Ill", Etag = expired.Etag });
        (extended.State, extended.RemainingClasses, extended.UsedClasses, extended.EndDate.Day()).ShouldBe((PassState.Active, 9, 1, Today.AddDays(7)));
        (await Refused.By(Passes.ExtendPassAsync(new() { Id = pass.Id, BonusClasses = 1, Etag = expired.Etag }))).Status.ShouldBe(StatusCode.Aborted);
        await _service.CheckIn(ada);
    }

    [Fact]
    public async Task A_freeze_runs_its_days_by_itself()
    {
        var ada = await _service.Customer();
        var pass = await _service.Sell(ada, await _service.Template());
        var frozen = await Passes.FreezePassAsync(new() { Id = pass.Id, StartDate = Date.From(Today.AddDays(1)), EndDate = Date.From(Today.AddDays(4)), Reason = "Trip" });
        (frozen.State, frozen.EndDate.Day(), frozen.Freeze.Reason).ShouldBe((PassState.Active, pass.EndDate.Day().AddDays(3), "Trip"));
        (await Refused.By(Passes.FreezePassAsync(new() { Id = pass.Id }))).Reason.ShouldBe("ALREADY_FROZEN");

        await _service.Go(Now.AddDays(1));
        (await _service.Read(pass)).State.ShouldBe(PassState.Frozen);
        (await Refused.By(Passes.CheckInAsync(new() { CustomerId = ada.Id }))).Reason.ShouldBe("PASS_FROZEN");
        await _service.Go(Now.AddDays(3));
        (await _service.Read(pass)).ShouldSatisfyAllConditions(p => (p.State, p.Freeze, p.EndDate).ShouldBe((PassState.Active, null, frozen.EndDate)));
        (await _service.Ledger(pass)).Select(e => e.Kind).ShouldBe([PassEntryKind.Grant, PassEntryKind.Freeze, PassEntryKind.Unfreeze]);
    }

    [Fact]
    public async Task No_extension_moves_an_end_beyond_what_a_calendar_may_show()
    {
        var pass = await _service.Sell(await _service.Customer(), await _service.Template());
        var century = new PassValidity { Unit = PassValidityUnit.Month, Count = 120 };
        await Passes.ExtendPassAsync(new() { Id = pass.Id, LastDay = Date.From(new DateOnly(2995, 6, 1)) });

        (await Refused.By(Passes.ExtendPassAsync(new() { Id = pass.Id, Validity = century }))).Violations.ShouldBe(["validity:DATE_OUT_OF_RANGE"]);
        (await Passes.ExtendPassAsync(new() { Id = pass.Id, Validity = new() { Unit = PassValidityUnit.Month, Count = 54 } })).EndDate.ShouldBe(Date.From(new DateOnly(2999, 12, 2)));
    }

    [Fact]
    public async Task A_withdrawal_credits_the_classes_that_were_sold_and_not_used()
    {
        var ada = await _service.Customer();
        var pass = await _service.Sell(ada, await _service.Template(price: 100, classes: 7));
        await Passes.ExtendPassAsync(new() { Id = pass.Id, BonusClasses = 3 });
        await _service.CheckIn(ada);
        await _service.CheckIn(ada);
        var preview = await Passes.PreviewPassWithdrawalAsync(new() { Id = pass.Id });
        // 100 x 5 / 7
        (preview.UnusedClasses, preview.SoldClasses, preview.Credit.ToDecimal()).ShouldBe((5, 7, 71.43m));

        var withdrawn = await Passes.WithdrawPassAsync(new() { Id = pass.Id, Reason = "Moved away", Settlement = ClosingSettlement.Refund });
        (withdrawn.State, withdrawn.RemainingClasses, withdrawn.Withdrawal.Credit, withdrawn.Withdrawal.Settlement).ShouldBe((PassState.Withdrawn, 0, preview.Credit, ClosingSettlement.Refund));
        (await Raised<PassWithdrawn>(pass)).Single().ShouldSatisfyAllConditions(
            e => (e.UnusedClasses, e.SoldClasses, e.SoldPrice.Amount, e.Credit.Amount, e.Settlement, e.Reason).ShouldBe((5, 7, 100m, 71.43m, "refund", "Moved away")));
        (await Refused.By(Passes.WithdrawPassAsync(new() { Id = pass.Id, Reason = "Again" }))).Reason.ShouldBe("PASS_WITHDRAWN");
        (await Refused.By(Passes.CheckInAsync(new() { CustomerId = ada.Id }))).Reason.ShouldBe("PASS_WITHDRAWN");
    }

    [Fact]
    public async Task Codes_cannot_be_found_out_by_trying()
    {
        var ada = await _service.Customer();
        var pass = await _service.Sell(ada, await _service.Template());
        var turnstile = _service.Host.Client<PassService.PassServiceClient>(_service.Host.Tokens.Application("subscriptions", subject: "turnstile"));
        for (var i = 0; i < 10; i++)
        {
            (await Refused.By(turnstile.CheckInAsync(new() { Code = $"{i:D26}" }))).Status.ShouldBe(StatusCode.NotFound);
        }

        (await Refused.By(turnstile.CheckInAsync(new() { Code = pass.Holders[0].Code }))).Reason.ShouldBe("TOO_MANY_PASS_CODES");
        (await Refused.By(Passes.CheckInAsync(new() { Code = "of another business" }))).Status.ShouldBe(StatusCode.NotFound);
        _service.Clock.Advance(TimeSpan.FromSeconds(61));
        (await turnstile.CheckInAsync(new() { Code = pass.Holders[0].Code })).Pass.Id.ShouldBe(pass.Id);
    }

    private async Task<List<TEvent>> Raised<TEvent>(Pass pass)
        where TEvent : PassEvent => [.. (await _service.Host.Raised<SubscriptionsDb, TEvent>()).Where(e => e.AggregateId == Guid.Parse(pass.Id))];
}
