using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Billing.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class AddForgoneInvoices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "Closing_HeardAt",
                table: "SubscriptionAccounts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ForgoneInvoices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubscriptionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PeriodStart = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    SourceId = table.Column<Guid>(type: "TEXT", nullable: true),
                    BilledPeriodStart = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    BilledBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    UnusedFrom = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    DiscardedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ForgoneInvoices", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ForgoneInvoices_SubscriptionId",
                table: "ForgoneInvoices",
                column: "SubscriptionId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ForgoneInvoices");

            migrationBuilder.DropColumn(
                name: "Closing_HeardAt",
                table: "SubscriptionAccounts");
        }
    }
}
