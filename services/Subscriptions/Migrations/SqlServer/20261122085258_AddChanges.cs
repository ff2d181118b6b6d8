using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Subscriptions.Migrations.SqlServer
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
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PendingChange_ActorKind",
                table: "Subscriptions",
                type: "nvarchar(20)",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PendingChange_ActorName",
                table: "Subscriptions",
                type: "nvarchar(100)",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "PendingChange_DecidedAt",
                table: "Subscriptions",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PendingChange_PeriodCount",
                table: "Subscriptions",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PendingChange_PeriodUnit",
                table: "Subscriptions",
                type: "nvarchar(10)",
                maxLength: 10,
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "PendingChange_PlanId",
                table: "Subscriptions",
                type: "uniqueidentifier",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PendingChange_PlanName",
                table: "Subscriptions",
                type: "nvarchar(max)",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PendingChange_Quantity",
                table: "Subscriptions",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<decimal>(
                name: "PendingChange_UnitPrice",
                table: "Subscriptions",
                type: "decimal(22,4)",
                precision: 22,
                scale: 4,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RunningChange_FullDays",
                table: "Subscriptions",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "RunningChange_SourceId",
                table: "Subscriptions",
                type: "uniqueidentifier",
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
