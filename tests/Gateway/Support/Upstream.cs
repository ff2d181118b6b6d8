using System.Collections.Concurrent;
using System.Net;
using Contracts.Billing.V1;
using Contracts.Notifications.V1;
using Contracts.Plans.V1;
using Contracts.Subscriptions.V1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gateway.Tests.Support;

/// <summary>A call as the service got it.</summary>
internal sealed record Call(string Method, IMessage Request, Metadata Headers, DateTime Deadline)
{
    public string? Header(string name) => Headers.GetValue(name);
}

/// <summary>Stands for the services: real gRPC over a real socket; a test says what they answer and sees what they got.</summary>
internal sealed class Upstream : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<IMessage, IMessage>> _answers = new();

    private Upstream(WebApplication app) => _app = app;

    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Bodies of webhooks, byte for byte, with their headers.</summary>
    public ConcurrentQueue<(byte[] Body, IHeaderDictionary Headers)> Webhooks { get; } = new();

    public Call LastCall => Calls.Last();

    public string Address { get; private set; } = "";

    public static async Task<Upstream> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        Upstream? upstream = null;
        builder.Services.AddSingleton(_ => upstream!);
        var app = builder.Build();
        upstream = new Upstream(app);
        app.MapGrpcService<Plans>();
        app.MapGrpcService<Subscriptions>();
        app.MapGrpcService<Customers>();
        app.MapGrpcService<Portal>();
        app.MapGrpcService<Invoices>();
        app.MapGrpcService<PortalInvoices>();
        app.MapGrpcService<AccountCredits>();
        app.MapGrpcService<Dunning>();
        app.MapGrpcService<PaymentLinks>();
        app.MapGrpcService<Reasons>();
        app.MapGrpcService<Mails>();
        app.MapGrpcService<MailTemplates>();
        app.MapGrpcService<Chatter>();
        app.MapPost("/webhooks/{of}", upstream.TakeWebhook);
        await app.StartAsync();
        upstream.Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return upstream;
    }

    public void Answers<TRequest>(Func<TRequest, IMessage> answer)
        where TRequest : IMessage => _answers[typeof(TRequest).Name] = request => answer((TRequest)request);

    public void Reset()
    {
        _answers.Clear();
        Calls.Clear();
    }

    /// <summary>A refusal as the services send it.</summary>
    public static RpcException Refusal(StatusCode code, string message, string reason, params (string Field, string Rule, string Text)[] violations)
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = message };
        status.Details.Add(Any.Pack(new ErrorInfo { Reason = reason, Domain = "plans", Metadata = { ["stage"] = "churned" } }));
        if (violations.Length > 0)
        {
            var bad = new BadRequest();
            bad.FieldViolations.AddRange(violations.Select(v => new BadRequest.Types.FieldViolation { Field = v.Field, Reason = v.Rule, Description = v.Text }));
            status.Details.Add(Any.Pack(bad));
        }

        return status.ToRpcException();
    }

    /// <summary>A limit that is reached, as the services say it.</summary>
    public static RpcException TooMany(string reason, TimeSpan wait)
    {
        var status = new Google.Rpc.Status { Code = (int)StatusCode.ResourceExhausted, Message = "Too many." };
        status.Details.Add(Any.Pack(new ErrorInfo { Reason = reason, Domain = "subscriptions" }));
        status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(wait) }));
        return status.ToRpcException();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task TakeWebhook(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Webhooks.Enqueue((body.ToArray(), new HeaderDictionary(context.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase))));
    }

    private Task<T> Handle<T>(IMessage request, ServerCallContext context)
        where T : IMessage, new()
    {
        Calls.Enqueue(new Call(context.Method, request, context.RequestHeaders, context.Deadline));
        return Task.FromResult(_answers.TryGetValue(request.GetType().Name, out var answer) ? (T)answer(request) : new T());
    }

    private sealed class Plans(Upstream upstream) : PlanService.PlanServiceBase
    {
        public override Task<Plan> CreatePlan(CreatePlanRequest request, ServerCallContext context) => upstream.Handle<Plan>(request, context);

        public override Task<Plan> GetPlan(GetPlanRequest request, ServerCallContext context) => upstream.Handle<Plan>(request, context);

        public override Task<ListPlansResponse> ListPlans(ListPlansRequest request, ServerCallContext context) => upstream.Handle<ListPlansResponse>(request, context);

        public override Task<Plan> UpdatePlan(UpdatePlanRequest request, ServerCallContext context) => upstream.Handle<Plan>(request, context);

        public override Task<Plan> ArchivePlan(ArchivePlanRequest request, ServerCallContext context) => upstream.Handle<Plan>(request, context);
    }

    private sealed class Subscriptions(Upstream upstream) : SubscriptionService.SubscriptionServiceBase
    {
        public override Task<ListSubscriptionsResponse> ListSubscriptions(ListSubscriptionsRequest request, ServerCallContext context) =>
            upstream.Handle<ListSubscriptionsResponse>(request, context);

        public override Task<Subscription> GetSubscription(GetSubscriptionRequest request, ServerCallContext context) => upstream.Handle<Subscription>(request, context);

        public override Task<ListSubscriptionActionsResponse> ListSubscriptionActions(ListSubscriptionActionsRequest request, ServerCallContext context) =>
            upstream.Handle<ListSubscriptionActionsResponse>(request, context);

        public override Task<Subscription> CloseSubscription(CloseSubscriptionRequest request, ServerCallContext context) => upstream.Handle<Subscription>(request, context);
    }

    private sealed class Customers(Upstream upstream) : CustomerService.CustomerServiceBase
    {
        public override Task<Customer> GetCustomer(GetCustomerRequest request, ServerCallContext context) => upstream.Handle<Customer>(request, context);

        public override Task<ListCustomersResponse> ListCustomers(ListCustomersRequest request, ServerCallContext context) =>
            upstream.Handle<ListCustomersResponse>(request, context);
    }

    private sealed class Portal(Upstream upstream) : Contracts.Subscriptions.V1.PortalService.PortalServiceBase
    {
        public override Task<Profile> GetProfile(GetProfileRequest request, ServerCallContext context) => upstream.Handle<Profile>(request, context);

        public override Task<PortalSubscription> GetSubscription(GetPortalSubscriptionRequest request, ServerCallContext context) =>
            upstream.Handle<PortalSubscription>(request, context);

        public override Task<ListPortalSubscriptionActionsResponse> ListSubscriptionActions(ListPortalSubscriptionActionsRequest request, ServerCallContext context) =>
            upstream.Handle<ListPortalSubscriptionActionsResponse>(request, context);

        public override Task<ListPortalCloseReasonsResponse> ListCloseReasons(ListPortalCloseReasonsRequest request, ServerCallContext context) =>
            upstream.Handle<ListPortalCloseReasonsResponse>(request, context);

        public override Task<CloseSimulation> SimulateClose(SimulatePortalCloseRequest request, ServerCallContext context) =>
            upstream.Handle<CloseSimulation>(request, context);

        public override Task<PortalSubscription> ApplyCoupon(ApplyPortalCouponRequest request, ServerCallContext context) =>
            upstream.Handle<PortalSubscription>(request, context);

        public override Task<PortalSubscription> CloseSubscription(ClosePortalSubscriptionRequest request, ServerCallContext context) =>
            upstream.Handle<PortalSubscription>(request, context);
    }

    private sealed class Invoices(Upstream upstream) : InvoiceService.InvoiceServiceBase
    {
        public override Task<Invoice> GetInvoice(GetInvoiceRequest request, ServerCallContext context) => upstream.Handle<Invoice>(request, context);

        public override Task<ListInvoicesResponse> ListInvoices(ListInvoicesRequest request, ServerCallContext context) => upstream.Handle<ListInvoicesResponse>(request, context);

        public override Task<Invoice> ApplyAccountCredit(ApplyAccountCreditRequest request, ServerCallContext context) => upstream.Handle<Invoice>(request, context);
    }

    private sealed class AccountCredits(Upstream upstream) : AccountCreditService.AccountCreditServiceBase
    {
        public override Task<AccountCredit> GetAccountCredit(GetAccountCreditRequest request, ServerCallContext context) => upstream.Handle<AccountCredit>(request, context);
    }

    private sealed class PortalInvoices(Upstream upstream) : Contracts.Billing.V1.PortalService.PortalServiceBase
    {
        public override Task<ListPortalInvoicesResponse> ListInvoices(ListPortalInvoicesRequest request, ServerCallContext context) =>
            upstream.Handle<ListPortalInvoicesResponse>(request, context);

        public override Task<Invoice> GetInvoice(GetPortalInvoiceRequest request, ServerCallContext context) => upstream.Handle<Invoice>(request, context);

        public override Task<PaymentConfirmation> StartPaymentConfirmation(StartPortalPaymentConfirmationRequest request, ServerCallContext context) =>
            upstream.Handle<PaymentConfirmation>(request, context);

        public override Task<Invoice> FinishPaymentConfirmation(FinishPortalPaymentConfirmationRequest request, ServerCallContext context) => upstream.Handle<Invoice>(request, context);

        public override Task<Invoice> RetryPayment(RetryPortalPaymentRequest request, ServerCallContext context) => upstream.Handle<Invoice>(request, context);

        public override Task<ListPortalPaymentMethodsResponse> ListPaymentMethods(ListPortalPaymentMethodsRequest request, ServerCallContext context) =>
            upstream.Handle<ListPortalPaymentMethodsResponse>(request, context);

        public override Task<SavedPaymentMethod> AddPaymentMethod(AddPortalPaymentMethodRequest request, ServerCallContext context) =>
            upstream.Handle<SavedPaymentMethod>(request, context);

        public override Task<PortalDunning> GetDunning(GetPortalDunningRequest request, ServerCallContext context) => upstream.Handle<PortalDunning>(request, context);
    }

    private sealed class PaymentLinks(Upstream upstream) : PaymentLinkService.PaymentLinkServiceBase
    {
        public override Task<PaymentLinkView> GetPaymentLink(GetPaymentLinkRequest request, ServerCallContext context) => upstream.Handle<PaymentLinkView>(request, context);

        public override Task<PaymentLinkView> RetryByPaymentLink(RetryByPaymentLinkRequest request, ServerCallContext context) =>
            upstream.Handle<PaymentLinkView>(request, context);

        public override Task<PaymentLinkView> ScheduleRetryByPaymentLink(ScheduleRetryByPaymentLinkRequest request, ServerCallContext context) =>
            upstream.Handle<PaymentLinkView>(request, context);
    }

    private sealed class Dunning(Upstream upstream) : DunningService.DunningServiceBase
    {
        public override Task<RetryTimingReport> GetRetryTimingReport(GetRetryTimingReportRequest request, ServerCallContext context) =>
            upstream.Handle<RetryTimingReport>(request, context);
    }

    private sealed class Reasons(Upstream upstream) : CloseReasonService.CloseReasonServiceBase
    {
        public override Task<ListCloseReasonsResponse> ListCloseReasons(ListCloseReasonsRequest request, ServerCallContext context) =>
            upstream.Handle<ListCloseReasonsResponse>(request, context);

        public override Task<ListCloseReasonsResponse> ReorderCloseReasons(ReorderCloseReasonsRequest request, ServerCallContext context) =>
            upstream.Handle<ListCloseReasonsResponse>(request, context);
    }

    private sealed class Mails(Upstream upstream) : MailService.MailServiceBase
    {
        public override Task<SendSignInLinkResponse> SendSignInLink(SendSignInLinkRequest request, ServerCallContext context) =>
            upstream.Handle<SendSignInLinkResponse>(request, context);
    }

    private sealed class MailTemplates(Upstream upstream) : MailTemplateService.MailTemplateServiceBase
    {
        public override Task<RenderMailTemplateResponse> RenderMailTemplate(RenderMailTemplateRequest request, ServerCallContext context) =>
            upstream.Handle<RenderMailTemplateResponse>(request, context);

        public override Task<MailKind> UpdateMailKind(UpdateMailKindRequest request, ServerCallContext context) => upstream.Handle<MailKind>(request, context);
    }

    private sealed class Chatter(Upstream upstream) : ChatterService.ChatterServiceBase
    {
        public override Task<ListChatterEntriesResponse> ListChatterEntries(ListChatterEntriesRequest request, ServerCallContext context) =>
            upstream.Handle<ListChatterEntriesResponse>(request, context);

        public override Task<ChatterEntry> PostNote(PostNoteRequest request, ServerCallContext context) => upstream.Handle<ChatterEntry>(request, context);
    }
}
