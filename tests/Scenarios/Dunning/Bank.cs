using Billing.Payments.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Tests.Dunning;

/// <summary>The sandbox's bank, but that money may come to a card that had none.</summary>
internal sealed class Bank
{
    private readonly HashSet<string> _filled = [];

    /// <summary>From now on what is charged to this token is paid.</summary>
    public void Fill(string token) => _filled.Add(token);

    public void Join(IServiceCollection services)
    {
        var sandbox = services.Last(s => s.ServiceType == typeof(IPaymentProvider)).ImplementationType!;
        services.AddSingleton<IPaymentProvider>(provider => new Provider(this, (IPaymentProvider)ActivatorUtilities.CreateInstance(provider, sandbox)));
    }

    private sealed class Provider(Bank bank, IPaymentProvider sandbox) : IPaymentProvider
    {
        public string Name => sandbox.Name;

        public Task<CardFacts?> Describe(string token, CancellationToken ct) => sandbox.Describe(token, ct);

        public Task<ChargeOutcome> Charge(ChargeOrder order, CancellationToken ct) =>
            sandbox.Charge(bank._filled.Contains(order.Token) ? order with { Token = TestCards.Good } : order, ct);

        public Task<ChargeOutcome?> Find(ChargeOrder order, CancellationToken ct) => sandbox.Find(order, ct);

        public Task<Uri?> ConfirmationPage(ChargeOrder order, Uri returnUrl, CancellationToken ct) => sandbox.ConfirmationPage(order, returnUrl, ct);

        public Task<ChargeOutcome> Cancel(ChargeOrder order, CancellationToken ct) => sandbox.Cancel(order, ct);

        public Task<RefundOutcome> Refund(RefundOrder order, CancellationToken ct) => sandbox.Refund(order, ct);

        public Task<RefundOutcome?> FindRefund(RefundOrder order, CancellationToken ct) => sandbox.FindRefund(order, ct);
    }
}
