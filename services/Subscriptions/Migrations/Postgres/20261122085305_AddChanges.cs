using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Subscriptions.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class AddChanges : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "PendingChange_ActorId",
                table: "Subscriptions",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PendingChange_ActorKind",
                table: "Subscriptions",
                type: "character varying(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PendingChange_ActorName",
                table: "Subscriptions",
                type: "character varying(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "PendingChange_DecidedAt",
                table: "Subscriptions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PendingChange_PeriodCount",
                table: "Subscriptions",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PendingChange_PeriodUnit",
                table: "Subscriptions",
                type: "character varying(10)",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "PendingChange_PlanId",
                table: "Subscriptions",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PendingChange_PlanName",
                table: "Subscriptions",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PendingChange_Quantity",
                table: "Subscriptions",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "PendingChange_UnitPrice",
                table: "Subscriptions",
                type: "numeric(22,4)",
                precision: 22,
                scale: 4,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RunningChange_FullDays",
                table: "Subscriptions",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "RunningChange_SourceId",
                table: "Subscriptions",
                type: "uuid",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "PendingChange_ActorId",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "PendingChange_ActorKind",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "PendingChange_ActorName",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "PendingChange_DecidedAt",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "PendingChange_PeriodCount",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "PendingChange_PeriodUnit",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "PendingChange_PlanId",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "PendingChange_PlanName",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "PendingChange_Quantity",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "PendingChange_UnitPrice",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "RunningChange_FullDays",
                table: "Subscriptions");

            migrationBuilder.DropColumn(
                name: "RunningChange_SourceId",
                table: "Subscriptions");
        }
    }
}
