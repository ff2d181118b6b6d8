using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace Subscriptions.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "BillingBatches",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Done = table.Column<int>(type: "integer", nullable: false),
                    Parked = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BillingBatches", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "BillingRuns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    LastAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Done = table.Column<long>(type: "bigint", nullable: false),
                    DoneBeforeLast = table.Column<long>(type: "bigint", nullable: false),
                    Parked = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BillingRuns", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ClassTypes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    AnnouncedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClassTypes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CloseReasons",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    Label = table.Column<string>(type: "text", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Retired = table.Column<bool>(type: "boolean", nullable: false),
                    CommentRequired = table.Column<bool>(type: "boolean", nullable: false),
                    System = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CloseReasons", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CodeRateLimits",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    Subject = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CodeRateLimits", x => new { x.Kind, x.Subject, x.CustomerId });
                });

            migrationBuilder.CreateTable(
                name: "Coupons",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Percent = table.Column<decimal>(type: "numeric(22,4)", precision: 22, scale: 4, nullable: true),
                    AmountOff = table.Column<decimal>(type: "numeric(22,4)", precision: 22, scale: 4, nullable: true),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    Periods = table.Column<int>(type: "integer", nullable: true),
                    RedeemUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    MaxRedemptions = table.Column<int>(type: "integer", nullable: true),
                    Redeemed = table.Column<int>(type: "integer", nullable: false),
                    PlanIds = table.Column<string>(type: "text", nullable: false),
                    Retired = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Coupons", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Customers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Email = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    EmailKey = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    EmailVersion = table.Column<int>(type: "integer", nullable: false),
                    Language = table.Column<string>(type: "character varying(5)", maxLength: 5, nullable: false),
                    TimeZone = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SearchText = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Customers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DunningRecords",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    SubscriptionId = table.Column<Guid>(type: "uuid", nullable: true),
                    OpenedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Cause = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Mrr = table.Column<decimal>(type: "numeric(22,4)", precision: 22, scale: 4, nullable: false),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    RestrictDate = table.Column<DateOnly>(type: "date", nullable: true),
                    RestrictPromisedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    FinalDate = table.Column<DateOnly>(type: "date", nullable: true),
                    FinalPromisedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RestrictAskedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ExhaustedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    FinalAction = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    FinalActionAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ResolvedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Resolution = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    RecoveredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RecoveryLostAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Paused = table.Column<bool>(type: "boolean", nullable: false),
                    PauseChangedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ClockStopped = table.Column<bool>(type: "boolean", nullable: false),
                    ClockChangedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    MessagesSent = table.Column<int>(type: "integer", nullable: false),
                    RestrictedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    WithheldStep = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    WithheldReason = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    NextCheckAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DunningRecords", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "EmailStatuses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Address = table.Column<string>(type: "character varying(254)", maxLength: 254, nullable: false),
                    DeliveredMailAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    DeliveredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    BouncedMailAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    BouncedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Permanent = table.Column<bool>(type: "boolean", nullable: false),
                    Diagnostic = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EmailStatuses", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "GrantingOrders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    StageSequence = table.Column<int>(type: "integer", nullable: false),
                    EndDate = table.Column<DateOnly>(type: "date", nullable: true),
                    PauseDate = table.Column<DateOnly>(type: "date", nullable: true),
                    RestoredSequence = table.Column<int>(type: "integer", nullable: false),
                    RestrictedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RestrictedSequence = table.Column<int>(type: "integer", nullable: false),
                    Withheld_SubscriptionId = table.Column<Guid>(type: "uuid", nullable: true),
                    Withheld_Number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Withheld_CustomerId = table.Column<Guid>(type: "uuid", nullable: true),
                    Withheld_PlanId = table.Column<Guid>(type: "uuid", nullable: true),
                    Withheld_Index = table.Column<int>(type: "integer", nullable: true),
                    Withheld_Start = table.Column<DateOnly>(type: "date", nullable: true),
                    Withheld_End = table.Column<DateOnly>(type: "date", nullable: true),
                    Withheld_Restricted = table.Column<bool>(type: "boolean", nullable: true),
                    Withheld_Sequence = table.Column<int>(type: "integer", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GrantingOrders", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "GrantingPlans",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    TemplateId = table.Column<Guid>(type: "uuid", nullable: true),
                    EndsWithPeriod = table.Column<bool>(type: "boolean", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GrantingPlans", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "IdempotencyRecords",
                columns: table => new
                {
                    Subject = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Method = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false),
                    RequestId = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Request = table.Column<byte[]>(type: "bytea", nullable: false),
                    Response = table.Column<byte[]>(type: "bytea", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IdempotencyRecords", x => new { x.Subject, x.Method, x.RequestId });
                });

            migrationBuilder.CreateTable(
                name: "Inbox",
                columns: table => new
                {
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    Handler = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    HandledAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Inbox", x => new { x.EventId, x.Handler });
                });

            migrationBuilder.CreateTable(
                name: "Numbers",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Numbers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    EventId = table.Column<Guid>(type: "uuid", nullable: false),
                    Type = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    IsRedelivery = table.Column<bool>(type: "boolean", nullable: false),
                    Payload = table.Column<string>(type: "text", nullable: false),
                    TraceParent = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    OccurredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    LeaseUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    LeaseId = table.Column<Guid>(type: "uuid", nullable: true),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    CompletedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "ParkedMessages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Handler = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    EventType = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    EventId = table.Column<Guid>(type: "uuid", nullable: true),
                    Body = table.Column<string>(type: "text", nullable: false),
                    TraceParent = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Error = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    FirstSeen = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ParkedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DiscardedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    DiscardedBy = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    DiscardReason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ParkedMessages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PassTemplates",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Description = table.Column<string>(type: "text", nullable: false),
                    Freestyle = table.Column<bool>(type: "boolean", nullable: false),
                    Price = table.Column<decimal>(type: "numeric(22,4)", precision: 22, scale: 4, nullable: false),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    ClassTypeName = table.Column<string>(type: "text", nullable: false),
                    SoldOnline = table.Column<bool>(type: "boolean", nullable: false),
                    Archived = table.Column<bool>(type: "boolean", nullable: false),
                    AnnouncedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Terms_ClassTypeId = table.Column<Guid>(type: "uuid", nullable: true),
                    Terms_Classes = table.Column<int>(type: "integer", nullable: false),
                    Terms_CustomersMayFreeze = table.Column<bool>(type: "boolean", nullable: false),
                    Terms_GraceDays = table.Column<int>(type: "integer", nullable: false),
                    Terms_LateCancelCounts = table.Column<bool>(type: "boolean", nullable: false),
                    Terms_LateCancelHours = table.Column<int>(type: "integer", nullable: false),
                    Terms_MaximumFreezeDays = table.Column<int>(type: "integer", nullable: false),
                    Terms_NoShowCounts = table.Column<bool>(type: "boolean", nullable: false),
                    Terms_Overlapping = table.Column<bool>(type: "boolean", nullable: false),
                    Terms_Shared = table.Column<bool>(type: "boolean", nullable: false),
                    Terms_Start = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Terms_TaxCode = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Terms_ValidityCount = table.Column<int>(type: "integer", nullable: false),
                    Terms_ValidityUnit = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PassTemplates", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Plans",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    PeriodUnit = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    PeriodCount = table.Column<int>(type: "integer", nullable: false),
                    PeriodCalendar = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    Price = table.Column<decimal>(type: "numeric(22,4)", precision: 22, scale: 4, nullable: false),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    TaxCode = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Archived = table.Column<bool>(type: "boolean", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    Closing_Credit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Closing_Settlement = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    SelfService_Closable = table.Column<bool>(type: "boolean", nullable: false),
                    SelfService_Pausable = table.Column<bool>(type: "boolean", nullable: false),
                    SelfService_PlanChangeable = table.Column<bool>(type: "boolean", nullable: false),
                    SelfService_QuantityChangeable = table.Column<bool>(type: "boolean", nullable: false),
                    SelfService_Reactivatable = table.Column<bool>(type: "boolean", nullable: false),
                    SelfService_Renewable = table.Column<bool>(type: "boolean", nullable: false),
                    Terms_BillingDay = table.Column<int>(type: "integer", nullable: false),
                    Terms_RenewNoticeDays = table.Column<int>(type: "integer", nullable: false),
                    Terms_RenewsByItself = table.Column<bool>(type: "boolean", nullable: false),
                    Terms_TermPeriods = table.Column<int>(type: "integer", nullable: false),
                    Terms_TrialDays = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Plans", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Products",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Recurring = table.Column<bool>(type: "boolean", nullable: false),
                    Price = table.Column<decimal>(type: "numeric(22,4)", precision: 22, scale: 4, nullable: false),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    TaxCode = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Archived = table.Column<bool>(type: "boolean", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Products", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SearchWords",
                columns: table => new
                {
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Word = table.Column<string>(type: "character varying(60)", maxLength: 60, nullable: false, collation: "C"),
                    SubjectId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchWords", x => new { x.Kind, x.Word, x.SubjectId });
                });

            migrationBuilder.CreateTable(
                name: "Settings",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SelfServiceEnabled = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Settings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "UsedTrials",
                columns: table => new
                {
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    PlanId = table.Column<Guid>(type: "uuid", nullable: false),
                    SubscriptionId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsedTrials", x => new { x.CustomerId, x.PlanId });
                });

            migrationBuilder.CreateTable(
                name: "WinBacks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ExtensionUnit = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    ExtensionCount = table.Column<int>(type: "integer", nullable: false),
                    BonusClasses = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    SendMail = table.Column<bool>(type: "boolean", nullable: false),
                    ActorKind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ActorId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ActorName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WinBacks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "WorkLeases",
                columns: table => new
                {
                    Work = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ItemId = table.Column<Guid>(type: "uuid", nullable: false),
                    LeaseUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    LastError = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    ParkedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkLeases", x => new { x.Work, x.ItemId });
                });

            migrationBuilder.CreateTable(
                name: "Subscriptions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Stage = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    PlanId = table.Column<Guid>(type: "uuid", nullable: false),
                    PlanName = table.Column<string>(type: "text", nullable: false),
                    PeriodUnit = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    PeriodCount = table.Column<int>(type: "integer", nullable: false),
                    PeriodCalendar = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    StartDate = table.Column<DateOnly>(type: "date", nullable: true),
                    AnchorDate = table.Column<DateOnly>(type: "date", nullable: true),
                    AnchorIndex = table.Column<int>(type: "integer", nullable: false),
                    StubStart = table.Column<DateOnly>(type: "date", nullable: true),
                    TrialEnd = table.Column<DateOnly>(type: "date", nullable: true),
                    TermEndIndex = table.Column<int>(type: "integer", nullable: true),
                    TermDueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RunningPeriodStart = table.Column<DateOnly>(type: "date", nullable: true),
                    RunningFullDays = table.Column<int>(type: "integer", nullable: false),
                    PeriodIndex = table.Column<int>(type: "integer", nullable: false),
                    NextInvoiceAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    SentAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ConfirmedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Closing_CloseAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Closing_EndDate = table.Column<DateOnly>(type: "date", nullable: true),
                    Closing_ReasonId = table.Column<Guid>(type: "uuid", nullable: true),
                    Closing_ReasonCode = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true),
                    Closing_Reason = table.Column<string>(type: "text", nullable: true),
                    Closing_Comment = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Closing_Credit = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Closing_Settlement = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Closing_CreditAtOnce = table.Column<bool>(type: "boolean", nullable: true),
                    Closing_ActorKind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Closing_ActorId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Closing_ActorName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Closing_DecidedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Closing_OldStage = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Pause_PauseDate = table.Column<DateOnly>(type: "date", nullable: true),
                    Pause_ResumeDate = table.Column<DateOnly>(type: "date", nullable: true),
                    Pause_DaysLeft = table.Column<int>(type: "integer", nullable: true),
                    Pause_ActorKind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Pause_ActorId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Pause_ActorName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    ResumeDueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    CloseDueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    CreditDueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Restriction_CaseId = table.Column<Guid>(type: "uuid", nullable: true),
                    Restriction_Since = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ServedSince = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    EventCount = table.Column<int>(type: "integer", nullable: false),
                    ChargeNoticeDueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ChargeNoticedFor = table.Column<DateOnly>(type: "date", nullable: true),
                    PendingChange_PlanId = table.Column<Guid>(type: "uuid", nullable: true),
                    PendingChange_PlanName = table.Column<string>(type: "text", nullable: true),
                    PendingChange_PeriodUnit = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    PendingChange_PeriodCount = table.Column<int>(type: "integer", nullable: true),
                    PendingChange_PeriodCalendar = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    PendingChange_Quantity = table.Column<int>(type: "integer", nullable: true),
                    PendingChange_UnitPrice = table.Column<decimal>(type: "numeric(22,4)", precision: 22, scale: 4, nullable: true),
                    PendingChange_TaxCode = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: true),
                    PendingChange_ActorKind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    PendingChange_ActorId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    PendingChange_ActorName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    PendingChange_DecidedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReachedDay = table.Column<DateOnly>(type: "date", nullable: true),
                    Terms_BillingDay = table.Column<int>(type: "integer", nullable: false),
                    Terms_RenewNoticeDays = table.Column<int>(type: "integer", nullable: false),
                    Terms_RenewsByItself = table.Column<bool>(type: "boolean", nullable: false),
                    Terms_TermPeriods = table.Column<int>(type: "integer", nullable: false),
                    Terms_TrialDays = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SearchText = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Subscriptions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Subscriptions_Customers_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "Customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DunningMails",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Template = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    CauseId = table.Column<Guid>(type: "uuid", nullable: false),
                    SentAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    DeliveredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    BouncedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    DunningRecordId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DunningMails", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DunningMails_DunningRecords_DunningRecordId",
                        column: x => x.DunningRecordId,
                        principalTable: "DunningRecords",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DunningNotices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    RestrictDate = table.Column<DateOnly>(type: "date", nullable: true),
                    FinalDate = table.Column<DateOnly>(type: "date", nullable: false),
                    TimeZone = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    DunningRecordId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DunningNotices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DunningNotices_DunningRecords_DunningRecordId",
                        column: x => x.DunningRecordId,
                        principalTable: "DunningRecords",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Passes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Serial = table.Column<int>(type: "integer", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    CustomerSort = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    TemplateId = table.Column<Guid>(type: "uuid", nullable: false),
                    TemplateName = table.Column<string>(type: "text", nullable: false),
                    TemplateSort = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ClassTypeName = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    Price = table.Column<decimal>(type: "numeric(22,4)", precision: 22, scale: 4, nullable: false),
                    Discount = table.Column<decimal>(type: "numeric(22,4)", precision: 22, scale: 4, nullable: false),
                    Payment = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    SellerKind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    SellerId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    SellerName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    StartDate = table.Column<DateOnly>(type: "date", nullable: true),
                    EndDate = table.Column<DateOnly>(type: "date", nullable: true),
                    StartSort = table.Column<DateOnly>(type: "date", nullable: false),
                    EndSort = table.Column<DateOnly>(type: "date", nullable: false),
                    TotalClasses = table.Column<int>(type: "integer", nullable: false),
                    UsedClasses = table.Column<int>(type: "integer", nullable: false),
                    RemainingClasses = table.Column<int>(type: "integer", nullable: false),
                    LapsedClasses = table.Column<int>(type: "integer", nullable: false),
                    Freeze_Start = table.Column<DateOnly>(type: "date", nullable: true),
                    Freeze_End = table.Column<DateOnly>(type: "date", nullable: true),
                    Freeze_ActorKind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Freeze_ActorId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Freeze_ActorName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Freeze_Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Freeze_ByOrder = table.Column<bool>(type: "boolean", nullable: true),
                    CustomerFreezeDays = table.Column<int>(type: "integer", nullable: false),
                    Withdrawal_UnusedClasses = table.Column<int>(type: "integer", nullable: true),
                    Withdrawal_Credit = table.Column<decimal>(type: "numeric(22,4)", precision: 22, scale: 4, nullable: true),
                    Withdrawal_Settlement = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Withdrawal_Unpaid = table.Column<bool>(type: "boolean", nullable: true),
                    Withdrawal_Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Withdrawal_ActorKind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Withdrawal_ActorId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Withdrawal_ActorName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Withdrawal_At = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RemindDate = table.Column<DateOnly>(type: "date", nullable: true),
                    NextStepAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    StartVisitId = table.Column<Guid>(type: "uuid", nullable: true),
                    LastVisitAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    FinishedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    FinishedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    EntryCount = table.Column<int>(type: "integer", nullable: false),
                    EventCount = table.Column<int>(type: "integer", nullable: false),
                    Claims = table.Column<int>(type: "integer", nullable: false),
                    Grant_SubscriptionId = table.Column<Guid>(type: "uuid", nullable: true),
                    Grant_SubscriptionNumber = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Grant_PeriodIndex = table.Column<int>(type: "integer", nullable: true),
                    Grant_PeriodStart = table.Column<DateOnly>(type: "date", nullable: true),
                    Grant_PeriodEnd = table.Column<DateOnly>(type: "date", nullable: true),
                    Grant_EndsWithPeriod = table.Column<bool>(type: "boolean", nullable: true),
                    Grant_ClosedBy = table.Column<int>(type: "integer", nullable: true),
                    Grant_CutShort = table.Column<bool>(type: "boolean", nullable: true),
                    Grant_OldEnd = table.Column<DateOnly>(type: "date", nullable: true),
                    Grant_EndedFreeze_Start = table.Column<DateOnly>(type: "date", nullable: true),
                    Grant_EndedFreeze_End = table.Column<DateOnly>(type: "date", nullable: true),
                    Grant_EndedFreeze_ActorKind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true),
                    Grant_EndedFreeze_ActorId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Grant_EndedFreeze_ActorName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: true),
                    Grant_EndedFreeze_Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: true),
                    Grant_EndedFreeze_ByOrder = table.Column<bool>(type: "boolean", nullable: true),
                    Terms_ClassTypeId = table.Column<Guid>(type: "uuid", nullable: true),
                    Terms_Classes = table.Column<int>(type: "integer", nullable: false),
                    Terms_CustomersMayFreeze = table.Column<bool>(type: "boolean", nullable: false),
                    Terms_GraceDays = table.Column<int>(type: "integer", nullable: false),
                    Terms_LateCancelCounts = table.Column<bool>(type: "boolean", nullable: false),
                    Terms_LateCancelHours = table.Column<int>(type: "integer", nullable: false),
                    Terms_MaximumFreezeDays = table.Column<int>(type: "integer", nullable: false),
                    Terms_NoShowCounts = table.Column<bool>(type: "boolean", nullable: false),
                    Terms_Overlapping = table.Column<bool>(type: "boolean", nullable: false),
                    Terms_Shared = table.Column<bool>(type: "boolean", nullable: false),
                    Terms_Start = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Terms_TaxCode = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Terms_ValidityCount = table.Column<int>(type: "integer", nullable: false),
                    Terms_ValidityUnit = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SearchText = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Passes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Passes_Customers_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "Customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Passes_GrantingOrders_Grant_SubscriptionId",
                        column: x => x.Grant_SubscriptionId,
                        principalTable: "GrantingOrders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MrrMovements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SubscriptionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    Amount = table.Column<decimal>(type: "numeric(22,4)", precision: 22, scale: 4, nullable: false),
                    OccurredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ReasonCode = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MrrMovements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MrrMovements_Subscriptions_SubscriptionId",
                        column: x => x.SubscriptionId,
                        principalTable: "Subscriptions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SubscriptionDiscounts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    CouponId = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Percent = table.Column<decimal>(type: "numeric(22,4)", precision: 22, scale: 4, nullable: true),
                    AmountOff = table.Column<decimal>(type: "numeric(22,4)", precision: 22, scale: 4, nullable: true),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false),
                    Periods = table.Column<int>(type: "integer", nullable: true),
                    PlanIds = table.Column<string>(type: "text", nullable: false),
                    PeriodUnit = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    PeriodCount = table.Column<int>(type: "integer", nullable: false),
                    PeriodCalendar = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    FirstPeriod = table.Column<int>(type: "integer", nullable: false),
                    EndPeriod = table.Column<int>(type: "integer", nullable: true),
                    ActorKind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ActorId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ActorName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    AppliedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    SubscriptionId = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubscriptionDiscounts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SubscriptionDiscounts_Subscriptions_SubscriptionId",
                        column: x => x.SubscriptionId,
                        principalTable: "Subscriptions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SubscriptionLines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    SubscriptionId = table.Column<Guid>(type: "uuid", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    ProductId = table.Column<Guid>(type: "uuid", nullable: true),
                    Description = table.Column<string>(type: "text", nullable: false),
                    Quantity = table.Column<int>(type: "integer", nullable: false),
                    UnitPrice = table.Column<decimal>(type: "numeric(22,4)", precision: 22, scale: 4, nullable: false),
                    Recurring = table.Column<bool>(type: "boolean", nullable: false),
                    TaxCode = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubscriptionLines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SubscriptionLines_Subscriptions_SubscriptionId",
                        column: x => x.SubscriptionId,
                        principalTable: "Subscriptions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PassEntries",
                columns: table => new
                {
                    PassId = table.Column<Guid>(type: "uuid", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false),
                    Classes = table.Column<int>(type: "integer", nullable: false),
                    Balance = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ActorKind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ActorId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ActorName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    VisitId = table.Column<Guid>(type: "uuid", nullable: true),
                    OldEnd = table.Column<DateOnly>(type: "date", nullable: true),
                    NewEnd = table.Column<DateOnly>(type: "date", nullable: true),
                    FreezeStart = table.Column<DateOnly>(type: "date", nullable: true),
                    FreezeEnd = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PassEntries", x => new { x.PassId, x.Position });
                    table.ForeignKey(
                        name: "FK_PassEntries_Passes_PassId",
                        column: x => x.PassId,
                        principalTable: "Passes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PassHolders",
                columns: table => new
                {
                    PassId = table.Column<Guid>(type: "uuid", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Code = table.Column<string>(type: "character varying(26)", maxLength: 26, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PassHolders", x => new { x.PassId, x.CustomerId });
                    table.ForeignKey(
                        name: "FK_PassHolders_Customers_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "Customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PassHolders_Passes_PassId",
                        column: x => x.PassId,
                        principalTable: "Passes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Visits",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PassId = table.Column<Guid>(type: "uuid", nullable: false),
                    CustomerId = table.Column<Guid>(type: "uuid", nullable: false),
                    ClassTypeId = table.Column<Guid>(type: "uuid", nullable: true),
                    ClassTypeName = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    State = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    Classes = table.Column<int>(type: "integer", nullable: false),
                    ActorKind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    ActorId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    ActorName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    UndoneAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    UndoActorKind = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false),
                    UndoActorId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    UndoActorName = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    UndoReason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Visits", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Visits_Customers_CustomerId",
                        column: x => x.CustomerId,
                        principalTable: "Customers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Visits_Passes_PassId",
                        column: x => x.PassId,
                        principalTable: "Passes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WinBackPasses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    WinBackId = table.Column<Guid>(type: "uuid", nullable: false),
                    PassId = table.Column<Guid>(type: "uuid", nullable: false),
                    DueAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    TriedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Refusal = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    NewEnd = table.Column<DateOnly>(type: "date", nullable: true),
                    ExtendedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ReturnUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WinBackPasses", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WinBackPasses_Passes_PassId",
                        column: x => x.PassId,
                        principalTable: "Passes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_WinBackPasses_WinBacks_WinBackId",
                        column: x => x.WinBackId,
                        principalTable: "WinBacks",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.InsertData(
                table: "CloseReasons",
                columns: new[] { "Id", "Code", "CommentRequired", "CreatedAt", "Label", "Position", "Retired", "System", "UpdatedAt", "Version" },
                values: new object[,]
                {
                    { new Guid("019b76da-a800-7000-8000-000000000001"), "unpaid", false, new DateTime(2026, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc), "{\"en\":\"Unpaid\",\"fa\":\"پرداخت‌نشده\",\"it\":\"Non pagato\",\"pl\":\"Nieopłacone\",\"vi\":\"Chưa thanh toán\"}", 1, false, true, new DateTime(2026, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc), 1 },
                    { new Guid("019b76da-a800-7000-8000-000000000002"), "no_payment_method", false, new DateTime(2026, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc), "{\"en\":\"No payment method\",\"fa\":\"بدون روش پرداخت\",\"it\":\"Nessun metodo di pagamento\",\"pl\":\"Brak metody płatności\",\"vi\":\"Không có phương thức thanh toán\"}", 2, false, true, new DateTime(2026, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc), 1 },
                    { new Guid("019b76da-a800-7000-8000-000000000003"), "end_of_term", false, new DateTime(2026, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc), "{\"en\":\"End of term\",\"fa\":\"پایان مدت\",\"it\":\"Fine del periodo contrattuale\",\"pl\":\"Koniec okresu umowy\",\"vi\":\"Hết thời hạn\"}", 3, false, true, new DateTime(2026, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc), 1 }
                });

            migrationBuilder.InsertData(
                table: "Numbers",
                columns: new[] { "Id", "Last" },
                values: new object[,]
                {
                    { 1, 0 },
                    { 2, 0 }
                });

            migrationBuilder.CreateIndex(
                name: "IX_BillingBatches_At",
                table: "BillingBatches",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_BillingRuns_CreatedAt_Id",
                table: "BillingRuns",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CloseReasons_Code",
                table: "CloseReasons",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CloseReasons_Retired_Position",
                table: "CloseReasons",
                columns: new[] { "Retired", "Position" });

            migrationBuilder.CreateIndex(
                name: "IX_CodeRateLimits_EndsAt",
                table: "CodeRateLimits",
                column: "EndsAt");

            migrationBuilder.CreateIndex(
                name: "IX_Coupons_Code",
                table: "Coupons",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Coupons_CreatedAt_Id",
                table: "Coupons",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_CreatedAt_Id",
                table: "Customers",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_EmailKey",
                table: "Customers",
                column: "EmailKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DunningMails_DunningRecordId",
                table: "DunningMails",
                column: "DunningRecordId");

            migrationBuilder.CreateIndex(
                name: "IX_DunningNotices_DunningRecordId",
                table: "DunningNotices",
                column: "DunningRecordId");

            migrationBuilder.CreateIndex(
                name: "IX_DunningRecords_Currency_OpenedAt",
                table: "DunningRecords",
                columns: new[] { "Currency", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_DunningRecords_NextCheckAt",
                table: "DunningRecords",
                column: "NextCheckAt");

            migrationBuilder.CreateIndex(
                name: "IX_DunningRecords_SubscriptionId_ResolvedAt",
                table: "DunningRecords",
                columns: new[] { "SubscriptionId", "ResolvedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_EmailStatuses_CustomerId_Address",
                table: "EmailStatuses",
                columns: new[] { "CustomerId", "Address" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_GrantingOrders_Withheld_PlanId",
                table: "GrantingOrders",
                column: "Withheld_PlanId");

            migrationBuilder.CreateIndex(
                name: "IX_IdempotencyRecords_CreatedAt",
                table: "IdempotencyRecords",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Inbox_HandledAt",
                table: "Inbox",
                column: "HandledAt");

            migrationBuilder.CreateIndex(
                name: "IX_MrrMovements_OccurredAt",
                table: "MrrMovements",
                column: "OccurredAt");

            migrationBuilder.CreateIndex(
                name: "IX_MrrMovements_SubscriptionId",
                table: "MrrMovements",
                column: "SubscriptionId");

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_CompletedAt_Sequence",
                table: "Outbox",
                columns: new[] { "CompletedAt", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_EventId",
                table: "Outbox",
                column: "EventId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Outbox_LeaseId",
                table: "Outbox",
                column: "LeaseId");

            migrationBuilder.CreateIndex(
                name: "IX_ParkedMessages_DiscardedAt_ParkedAt",
                table: "ParkedMessages",
                columns: new[] { "DiscardedAt", "ParkedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ParkedMessages_EventId_Handler",
                table: "ParkedMessages",
                columns: new[] { "EventId", "Handler" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Passes_CustomerId",
                table: "Passes",
                column: "CustomerId");

            migrationBuilder.CreateIndex(
                name: "IX_Passes_Grant_SubscriptionId_Grant_PeriodIndex",
                table: "Passes",
                columns: new[] { "Grant_SubscriptionId", "Grant_PeriodIndex" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Passes_NextStepAt",
                table: "Passes",
                column: "NextStepAt");

            migrationBuilder.CreateIndex(
                name: "IX_Passes_Number",
                table: "Passes",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Passes_State_CustomerSort_Id",
                table: "Passes",
                columns: new[] { "State", "CustomerSort", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Passes_State_EndSort_Id",
                table: "Passes",
                columns: new[] { "State", "EndSort", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Passes_State_FinishedOn_StartSort_EndDate_Serial_Id",
                table: "Passes",
                columns: new[] { "State", "FinishedOn", "StartSort", "EndDate", "Serial", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Passes_State_Serial_FinishedOn_StartSort_EndDate_Id",
                table: "Passes",
                columns: new[] { "State", "Serial", "FinishedOn", "StartSort", "EndDate", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Passes_State_StartSort_Id",
                table: "Passes",
                columns: new[] { "State", "StartSort", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Passes_State_TemplateSort_Id",
                table: "Passes",
                columns: new[] { "State", "TemplateSort", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Passes_TemplateId",
                table: "Passes",
                column: "TemplateId");

            migrationBuilder.CreateIndex(
                name: "IX_PassHolders_Code",
                table: "PassHolders",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PassHolders_CustomerId",
                table: "PassHolders",
                column: "CustomerId");

            migrationBuilder.CreateIndex(
                name: "IX_PassTemplates_CreatedAt_Id",
                table: "PassTemplates",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_SubscriptionDiscounts_CouponId",
                table: "SubscriptionDiscounts",
                column: "CouponId");

            migrationBuilder.CreateIndex(
                name: "IX_SubscriptionDiscounts_SubscriptionId_CouponId",
                table: "SubscriptionDiscounts",
                columns: new[] { "SubscriptionId", "CouponId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SubscriptionLines_SubscriptionId",
                table: "SubscriptionLines",
                column: "SubscriptionId");

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_ChargeNoticeDueAt",
                table: "Subscriptions",
                column: "ChargeNoticeDueAt");

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_CloseDueAt",
                table: "Subscriptions",
                column: "CloseDueAt");

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_CreatedAt_Id",
                table: "Subscriptions",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_CreditDueAt",
                table: "Subscriptions",
                column: "CreditDueAt");

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_CustomerId",
                table: "Subscriptions",
                column: "CustomerId");

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_NextInvoiceAt",
                table: "Subscriptions",
                column: "NextInvoiceAt");

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_Number",
                table: "Subscriptions",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_ResumeDueAt",
                table: "Subscriptions",
                column: "ResumeDueAt");

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_Stage_CreatedAt_Id",
                table: "Subscriptions",
                columns: new[] { "Stage", "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TermDueAt",
                table: "Subscriptions",
                column: "TermDueAt");

            migrationBuilder.CreateIndex(
                name: "IX_Visits_At",
                table: "Visits",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_Visits_CreatedAt_Id",
                table: "Visits",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Visits_CustomerId_At",
                table: "Visits",
                columns: new[] { "CustomerId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Visits_PassId_At",
                table: "Visits",
                columns: new[] { "PassId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_WinBackPasses_DueAt",
                table: "WinBackPasses",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_WinBackPasses_PassId",
                table: "WinBackPasses",
                column: "PassId");

            migrationBuilder.CreateIndex(
                name: "IX_WinBackPasses_WinBackId_PassId",
                table: "WinBackPasses",
                columns: new[] { "WinBackId", "PassId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WinBacks_CreatedAt_Id",
                table: "WinBacks",
                columns: new[] { "CreatedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_WorkLeases_ParkedAt",
                table: "WorkLeases",
                column: "ParkedAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BillingBatches");

            migrationBuilder.DropTable(
                name: "BillingRuns");

            migrationBuilder.DropTable(
                name: "ClassTypes");

            migrationBuilder.DropTable(
                name: "CloseReasons");

            migrationBuilder.DropTable(
                name: "CodeRateLimits");

            migrationBuilder.DropTable(
                name: "Coupons");

            migrationBuilder.DropTable(
                name: "DunningMails");

            migrationBuilder.DropTable(
                name: "DunningNotices");

            migrationBuilder.DropTable(
                name: "EmailStatuses");

            migrationBuilder.DropTable(
                name: "GrantingPlans");

            migrationBuilder.DropTable(
                name: "IdempotencyRecords");

            migrationBuilder.DropTable(
                name: "Inbox");

            migrationBuilder.DropTable(
                name: "MrrMovements");

            migrationBuilder.DropTable(
                name: "Numbers");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "ParkedMessages");

            migrationBuilder.DropTable(
                name: "PassEntries");

            migrationBuilder.DropTable(
                name: "PassHolders");

            migrationBuilder.DropTable(
                name: "PassTemplates");

            migrationBuilder.DropTable(
                name: "Plans");

            migrationBuilder.DropTable(
                name: "Products");

            migrationBuilder.DropTable(
                name: "SearchWords");

            migrationBuilder.DropTable(
                name: "Settings");

            migrationBuilder.DropTable(
                name: "SubscriptionDiscounts");

            migrationBuilder.DropTable(
                name: "SubscriptionLines");

            migrationBuilder.DropTable(
                name: "UsedTrials");

            migrationBuilder.DropTable(
                name: "Visits");

            migrationBuilder.DropTable(
                name: "WinBackPasses");

            migrationBuilder.DropTable(
                name: "WorkLeases");

            migrationBuilder.DropTable(
                name: "DunningRecords");

            migrationBuilder.DropTable(
                name: "Subscriptions");

            migrationBuilder.DropTable(
                name: "Passes");

            migrationBuilder.DropTable(
                name: "WinBacks");

            migrationBuilder.DropTable(
                name: "Customers");

            migrationBuilder.DropTable(
                name: "GrantingOrders");
        }
    }
}
