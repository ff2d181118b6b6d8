using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Billing.Migrations.SqlServer
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
                type: "datetime2",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ForgoneInvoices",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    SubscriptionId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    PeriodStart = table.Column<DateOnly>(type: "date", nullable: false),
                    SourceId = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    BilledPeriodStart = table.Column<DateOnly>(type: "date", nullable: true),
                    BilledBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    UnusedFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    DiscardedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
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
