using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Subscriptions.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddOrderTerms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "StubStart",
                table: "Subscriptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "TermDueAt",
                table: "Subscriptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "TermEndIndex",
                table: "Subscriptions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Terms_BillingDay",
                table: "Subscriptions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Terms_RenewNoticeDays",
                table: "Subscriptions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<bool>(
                name: "Terms_RenewsByItself",
                table: "Subscriptions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Terms_TermPeriods",
                table: "Subscriptions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "Terms_TrialDays",
                table: "Subscriptions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "TrialEnd",
                table: "Subscriptions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ReasonCode",
                table: "MrrMovements",
                type: "TEXT",
                maxLength: 50,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "UsedTrials",
                columns: table => new
                {
                    CustomerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PlanId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubscriptionId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsedTrials", x => new { x.CustomerId, x.PlanId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_TermDueAt",
                table: "Subscriptions",
                column: "TermDueAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "UsedTrials");

            migrationBuilder.DropIndex(
                name: "IX_Subscriptions_TermDueAt",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "StubStart",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "TermDueAt",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "TermEndIndex",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "Terms_BillingDay",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "Terms_RenewNoticeDays",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "Terms_RenewsByItself",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "Terms_TermPeriods",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "Terms_TrialDays",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "TrialEnd",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "ReasonCode",
                table: "MrrMovements");
        }
    }
}
